"""Which questions a mock interview asks, in which order: a pure function of the wish, the cards, and a seed.

Owns how the time is shared out. No two items are siblings; topics, levels and kinds of drill are spread as evenly as
the bank allows, and what an earlier interview asked comes last. Refuses to read a log, a bank or a clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from quiz.card_id import OPEN, question_of
from quiz.hashed import number
from quiz.mock.item import CODE, LINE, Item, Sort, Wish

if TYPE_CHECKING:
    from quiz.bank import Card

COST: Mapping[Sort, int] = {"open": 240, "line": 120, "drill": 60}
"""Seconds; an open question takes its follow-ups along."""
OPEN_SHARE = 0.45
LINE_SHARE = 0.2
"""Of the time beside the exercise; drills get the rest."""
WEIGHT = {1: 2, 2: 3, 3: 3, 4: 1}
"""How much of each level is asked, where there is a choice."""
LONG_AGO = timedelta(days=7)


@dataclass(frozen=True)
class Room:
    """What an exercise may be like, to be written in so many seconds."""

    seconds: int
    level: int
    lines: int
    """Of the solution."""


ROOMS = {20: Room(720, 2, 18), 45: Room(960, 2, 26), 60: Room(1200, 3, 36)}


@dataclass(frozen=True)
class Candidate:
    """An exercise that could be asked."""

    id: str
    level: int
    lines: int
    """Of its solution."""
    topics: tuple[str, ...] = ()
    """Of the questions that it trains."""
    passed: datetime | None = None
    """When last."""
    begun: bool = False
    ready: bool = True
    """Whether everything that it builds on was passed."""


def compose(
    wish: Wish, cards: Iterable[Card], exercise: Candidate | None, before: Collection[str] = ()
) -> tuple[Item, ...]:
    """The items in the order in which they are asked; the exercise comes last.

    `before` are the questions (`pack:topic/slug`) of earlier interviews.
    """
    room = ROOMS[wish.minutes].seconds if exercise else 0
    chooser = _Chooser(wish, cards, before)
    items = list(chooser.items(60 * wish.minutes - room))
    if exercise is not None:
        topic = next(iter(exercise.topics), "")
        items.append(Item(CODE, topic, exercise.level, room, exercise=exercise.id))
    return tuple(items)


def choose_exercise(candidates: Iterable[Candidate], wish: Wish, now: datetime) -> Candidate | None:
    """One that can be written in the time: passed long ago, or new and easy; about the topics, where any is."""
    room = ROOMS[wish.minutes]
    fitting = [found for found in candidates if found.level <= room.level and found.lines <= room.lines]
    ranked = sorted(
        fitting,
        key=lambda found: (
            bool(wish.topics) and not set(found.topics) & set(wish.topics),
            _staleness(found, now),
            number(f"{wish.seed} {found.id}"),
        ),
    )
    return next(iter(ranked), None)


def variant(seed: int, card: str) -> int:
    """The seed of a card's variant in the interview with this seed."""
    return number(f"mock {seed} {card}") % 2**31


def _staleness(found: Candidate, now: datetime) -> int:
    if found.passed and now - found.passed >= LONG_AGO:
        return 0
    new = not found.begun and not found.passed
    if new and found.level <= 2:
        return 1 if found.ready else 2
    return 4 if found.passed else 3


def wanted(seconds: int) -> list[Sort]:
    """So many of each sort as fill the time, mixed evenly."""
    counts: dict[Sort, int] = {
        "open": max(1, round(seconds * OPEN_SHARE / COST["open"])),
        "line": max(1, round(seconds * LINE_SHARE / COST["line"])),
    }
    counts["drill"] = max(0, (seconds - sum(COST[sort] * count for sort, count in counts.items())) // COST["drill"])
    places = [((i + 0.5) / count, sort) for sort, count in counts.items() for i in range(count)]
    return [sort for _, sort in sorted(places)]


class _Chooser:
    """Chooses one card after another, the best each time."""

    def __init__(self, wish: Wish, cards: Iterable[Card], before: Collection[str]) -> None:
        self._seed = wish.seed
        self._before = before
        self._pools: dict[Sort, dict[str, Card]] = {"open": {}, "line": {}, "drill": {}}
        for card in cards:
            if not wish.topics or card.topic in wish.topics:
                self._pools[_sort(card.kind)][card.id] = card
        self._order = {card: number(f"{wish.seed} {card}") for pool in self._pools.values() for card in pool}
        self._used: dict[str, Counter[object]] = {"topic": Counter(), "kind": Counter(), "level": Counter()}
        self._asked: set[str] = set()
        self._last = ""

    def items(self, seconds: int) -> Iterator[Item]:
        """As planned; what one sort lacks, the others fill up."""
        left, sorts = seconds, wanted(seconds)
        if len({question_of(card) for card in self._order}) < len(sorts):
            sorts.sort(key=lambda sort: -COST[sort])  # few questions: ask each for what takes longest
        for sort in sorts:
            if left >= COST[sort] and (item := self._item(sort)):
                left -= item.seconds
                yield item
        for sort in ("drill", "line", "open"):
            while left >= COST[sort] and (item := self._item(sort)):
                left -= item.seconds
                yield item

    def _item(self, sort: Sort) -> Item | None:
        free = [card for card in self._pools[sort].values() if question_of(card.id) not in self._asked]
        if not free:
            return None
        card = min(free, key=self._rank)
        self._asked.add(question_of(card.id))
        self._last = card.topic
        for name in self._used:
            self._used[name][getattr(card, name)] += 1
        return Item(card.kind, card.topic, card.level, COST[sort], card.id, variant(self._seed, card.id))

    def _rank(self, card: Card) -> tuple[object, ...]:
        return (
            question_of(card.id) in self._before,
            card.topic == self._last,
            self._used["topic"][card.topic],
            self._used["kind"][card.kind],
            self._used["level"][card.level] / WEIGHT[card.level],
            self._order[card.id],
        )


def _sort(kind: str) -> Sort:
    return "open" if kind == OPEN else "line" if kind == LINE else "drill"
