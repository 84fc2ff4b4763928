"""What a plan follows from, and what is counted from it once.

Owns the narrowing to the chosen topics, and what of today's minutes is spent. Refuses to decide anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from quiz.plan import code, times
from quiz.plan.code import Build, Written
from quiz.plan.goal import CROWDED, ROOMY, Goal, goal
from quiz.plan.pace import Pace, pace
from quiz.schedule import EASY
from quiz.settings import Settings

if TYPE_CHECKING:
    from quiz.answers import Review
    from quiz.bank import Card
    from quiz.memory import Memory
    from quiz.record import Record

SHARE = 0.4
"""Of the minutes, for code."""
LATER = (2.0, 1.5)
"""How often a card that is new, or was seen, is repeated before the interview, on average."""
TAIL = 400
"""So many answers back one's own times are looked for."""


@dataclass(frozen=True, eq=False)
class Stock:
    """What can be practised."""

    cards: Mapping[str, Card]
    builds: Mapping[str, Build]
    tracks: Sequence[str]
    """In their order."""


@dataclass(frozen=True, eq=False)
class Given:
    """What there is, the learner, and the time."""

    stock: Stock
    memories: Mapping[str, Memory]
    record: Record
    now: datetime
    """In the learner's time zone."""
    again: Collection[str] = ()
    """Cards that were answered by a key that was wrong: as new, and before the others."""

    @property
    def settings(self) -> Settings:
        """As chosen."""
        return self.record.settings

    @cached_property
    def goal(self) -> Goal:
        """What today is practised for."""
        plain = goal(self.settings.date, self.now)
        seconds = 60 * (1 - SHARE) * self.settings.minutes * plain.days
        return plain._replace(retention=ROOMY if sum(self.needed) <= seconds else CROWDED)

    @cached_property
    def needed(self) -> Sequence[float]:
        """Seconds until the interview of every card that was seen, then of every new one in the order of importance."""
        seen = [LATER[1] * self.pace.review(card.kind) for card in self.cards if card.id in self.memories]
        return [sum(seen), *(self.pace.new(c.kind) + LATER[0] * self.pace.review(c.kind) for c in self.ahead)]

    @cached_property
    def ahead(self) -> Sequence[Card]:
        """Cards never answered, the easy ones first."""
        fresh = [card for card in self.cards if card.id not in self.memories]
        return sorted(fresh, key=lambda card: (max(card.level, EASY), card.kind == "open", card.level))

    @cached_property
    def cards(self) -> Sequence[Card]:
        """Of the chosen topics; of all where none is chosen, or none of those is there."""
        chosen = [card for card in self.stock.cards.values() if card.topic in self.settings.topics]
        return chosen or list(self.stock.cards.values())

    @cached_property
    def builds(self) -> Mapping[str, Build]:
        """Exercises about the chosen topics, with what they build on."""
        return code.wanted(self.stock.builds, self.settings.topics) or self.stock.builds

    @cached_property
    def order(self) -> Sequence[Build]:
        """Those not begun yet, one after the other."""
        return code.build_order(self.builds, self.stock.tracks, self.record.status.keys())

    @cached_property
    def written(self) -> Sequence[Written]:
        """Every exercise that was written from its starter to the pass."""
        return list(code.written(self.record.touches))

    @cached_property
    def pace(self) -> Pace:
        """How long things take this learner."""
        builds = self.stock.builds
        built = [
            (builds[entry.review.card].level, entry.seconds)
            for entry in self.written
            if not entry.again and entry.seconds is not None and entry.review.card in builds
        ]
        tail = times.answered(self.record.reviews[-TAIL:])
        kinds = {entry.card: self.stock.cards[entry.card].kind for entry in tail if entry.card in self.stock.cards}
        return pace(tail, kinds, self.memories, built)

    @cached_property
    def today(self) -> Sequence[Review]:
        """Today's answers."""
        reviews = self.record.reviews
        return reviews[len(reviews) - reviews.since(self.goal.midnight) :]

    @cached_property
    def new_today(self) -> int:
        """Cards that were answered for the first time today."""
        count = Counter(review.card for review in self.today)
        return sum(card in self.memories and self.memories[card].reviews == n for card, n in count.items())

    @cached_property
    def coded_today(self) -> float:
        """Seconds of work on exercises."""
        return sum(times.worked(self.record.touches, self.goal.midnight).values())

    @cached_property
    def mocked_today(self) -> float:
        """Seconds of mock interviews."""
        return self.record.mocked_since(self.goal.midnight)

    @cached_property
    def spent(self) -> float:
        """Seconds of practice today. Answers that an interview left are part of its time, whenever they count."""
        answered = [review for review in self.today if review.event not in self.record.of_mocks]
        return self.coded_today + self.mocked_today + sum(entry.seconds for entry in times.answered(answered))
