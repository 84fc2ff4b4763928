"""Practice of one's own choice: only what was missed, the weakest first, the drills of one question.

Owns which cards those are, and their order. Refuses to read a log or a clock. Whatever is chosen, each card is asked
once: it is over when all of them were answered since it began. Without a mode the schedule decides (`schedule`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal, get_args

from quiz.answers import Review
from quiz.card_id import question_of, topic_of
from quiz.log import microseconds
from quiz.progress import Place

if TYPE_CHECKING:
    from quiz.bank import Card
    from quiz.record import Record

Mode = Literal["", "today", "misses", "weakest", "question"]
CHOSEN: tuple[Mode, ...] = ("misses", "weakest")
"""The modes that go over everything, or over a topic."""
SCHEDULED: tuple[Mode, ...] = ("", "today")
"""The modes in which the schedule decides, and a card comes again when it is due."""
APART = 3
"""So many other questions come before a sibling, where there are so many."""


@dataclass(frozen=True)
class Practice:
    """What the quiz asks; kept in the place where one stands, so that a restart goes on with it."""

    topic: str = ""
    """Empty means all."""
    mode: Mode = ""
    """Empty: what is due, then what is new; `today`: as far as it fits into today's plan."""
    question: str = ""
    """`pack:topic/slug`, for the mode of that name."""
    since: int = 0
    """When it began, in microseconds: what was answered since then was asked."""

    @classmethod
    def at(cls, place: Place) -> Practice:
        """What was practised in this place; a mode of another version is none."""
        modes: tuple[Mode, ...] = get_args(Mode)
        mode: Mode = next((known for known in modes if known == place.mode), "")
        return cls(place.topic, mode, place.question, place.since)

    def begun(self, now: datetime) -> Practice:
        """The same, from now on unless it has begun already; by a clock that was ahead it has not."""
        moment = microseconds(now)
        return self if 0 < self.since <= moment or not self.mode else replace(self, since=moment)

    def place(self, card: str = "", seed: int = 0) -> Place:
        """Where one stands with this card, unanswered; without one, between two."""
        return Place("quiz", card, seed, self.topic, mode=self.mode, question=self.question, since=self.since)

    def covers(self, card: Card) -> bool:
        """Whether the card is of this topic and question."""
        return self.topic in ("", card.topic) and self.question in ("", question_of(card.id))


EVERYTHING = Practice()


def missed(review: Review) -> bool:
    """Whether an answer was not right; one that no machine marked, where less than half was ticked."""
    if review.verdict in ("right", "wrong", "partial"):
        return review.verdict != "right"
    return review.rating <= 1


class Tally:
    """Each card's last answer, and how often a topic's were right. Only answers that are new are counted."""

    def __init__(self) -> None:
        self._record: Record | None = None
        self._done = self._moved = 0
        self.latest: dict[str, Review] = {}
        self._right: Counter[str] = Counter()
        self._marked: Counter[str] = Counter()

    def follow(self, record: Record, holds: Callable[[Review], bool]) -> None:
        """Up to the last answer of this record; `holds` says which answers still count."""
        if record is not self._record or record.reviews.moved != self._moved:
            self._record, self._done, self.latest, self._moved = record, 0, {}, record.reviews.moved
            self._right, self._marked = Counter(), Counter()
        fresh = record.reviews[self._done :]
        self._done += len(fresh)
        for review in filter(holds, fresh):
            self.latest[review.card] = review
            if review.verdict != "self":
                self._marked[topic_of(review.card)] += 1
                self._right[topic_of(review.card)] += review.verdict == "right"

    def accuracy(self, topic: str) -> float:
        """The share of machine-marked answers that were right, drawn towards a half where there are few."""
        return (self._right[topic] + 1) / (self._marked[topic] + 2)


def waiting(practice: Practice, cards: Iterable[Card], latest: Mapping[str, Review]) -> list[Card]:
    """What is still to be asked; `latest` is each card's last answer."""
    found = []
    for card in filter(practice.covers, cards):
        last = latest.get(card.id)
        done = last is not None and microseconds(last.at) >= practice.since
        wanted = practice.mode == "question" or (last is not None and (practice.mode == "weakest" or missed(last)))
        if wanted and not done:
            found.append(card)
    return found


def chosen(practice: Practice, found: Sequence[Card], weight: Callable[[Card], float], just: Sequence[str]) -> str:
    """Which of these (there is one at least) to ask now.

    `weight` is how likely it is answered rightly; `just` are the last cards asked, the latest last.
    """
    if practice.mode == "question":
        return found[0].id
    ranked = sorted(found, key=weight) if practice.mode == "weakest" else found
    recent = {question_of(card): place for place, card in enumerate(just[-APART:])}
    return min(ranked, key=lambda card: recent.get(question_of(card.id), -1)).id
