"""A learner who follows the plan: answers, forgets and builds as the model says, with a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from quiz.card_id import question_of
from quiz.log import Event, microseconds
from quiz.plan.curve import DAY, recall
from quiz.plan.day import Plan, plan
from quiz.plan.given import Given, Stock
from quiz.plan.pace import MINUTES, SECOND_TIME, SECONDS
from quiz.record import Record
from quiz.schedule import EASY, Memory, remember

START = datetime(2026, 3, 2, 19, tzinfo=UTC)
REFRESH = 20
"""Answers until the plan is asked for again; the app asks after each."""


@dataclass
class Learner:
    """Somebody with a log of their own."""

    stock: Stock
    seed: int = 0
    slow: float = 1.0
    first_right: float = 0.55
    now: datetime = START
    record: Record = field(default_factory=Record)
    memories: dict[str, Memory] = field(default_factory=dict)
    need: dict[str, float] = field(default_factory=dict)
    """Seconds of work that an exercise still takes; known to nobody but the simulation."""
    seq: int = 0

    def __post_init__(self) -> None:
        self.random = Random(self.seed)

    def note(self, kind: str, **body) -> None:
        self.seq += 1
        self.record.apply(Event(str(self.seq), microseconds(self.now), "d", self.seq, kind, 1, body))

    def given(self) -> Given:
        return Given(self.stock, self.memories, self.record, self.now)

    def plan(self) -> Plan:
        return plan(self.given())

    def skip(self) -> None:
        """An evening without practice."""
        self.now += timedelta(days=1)

    def day(self) -> tuple[Plan, float]:
        """One evening as planned; returns the plan at its beginning and the seconds that it took."""
        begun = self.now
        first = found = self.plan()
        while found.items:
            for item in found.items[:REFRESH]:
                if item.kind in ("review", "new"):
                    self.answer(item.id)
                else:
                    self.work(item)
                    break
            found = self.plan()
        seconds = (self.now - begun).total_seconds()
        self.now = (begun + timedelta(days=1)).replace(hour=19, minute=0)
        return first, seconds

    def answer(self, card: str) -> None:
        memory, kind = self.memories.get(card), self.stock.cards[card].kind
        if memory:
            days = (self.now - memory.last).total_seconds() / DAY
            chance, share = recall(memory.stability, days) * (0.9 if memory.learning else 1), 0.6
        else:
            chance, share = self.first_right, 1.0
        seconds = SECONDS[kind] * share * self.slow * self.random.lognormvariate(-0.06, 0.35)
        self.now += timedelta(seconds=seconds)
        grade = 3 if self.random.random() < chance else 1
        self.note("answered", card=card, rating=grade, elapsed_ms=round(1000 * seconds))
        self.memories[card] = remember(memory, self.record.reviews[-1])
        self.now += timedelta(seconds=self.random.uniform(4, 20))

    def work(self, item) -> None:
        redo = item.kind == "redo"
        if redo and item.id not in self.record.redos:
            self.note("redo", exercise=item.id, kept="somewhere")
        elif not redo and item.id not in self.record.status:
            self.note("started", exercise=item.id)
        self.note("visited", screen="exercise", exercise=item.id)
        if item.id not in self.need:
            whole = 60 * MINUTES[self.stock.builds[item.id].level] * (SECOND_TIME if redo else 1) * self.slow
            self.need[item.id] = whole * self.random.lognormvariate(-0.05, 0.3)
        seconds = min(self.need[item.id], item.seconds)
        self.now += timedelta(seconds=seconds)
        self.need[item.id] -= seconds
        if self.need[item.id] <= 0:
            del self.need[item.id]
            self.note("checked", exercise=item.id, verdict="pass")
        elif not redo:
            self.note("checked", exercise=item.id, verdict="fail")
        self.note("visited", screen="home")

    def met(self, level: int = EASY) -> tuple[int, int]:
        """Questions up to this level of which a card was seen, and all of them."""
        easy = {question_of(card.id) for card in self.given().cards if card.level <= level}
        return len(easy & {question_of(card) for card in self.memories}), len(easy)
