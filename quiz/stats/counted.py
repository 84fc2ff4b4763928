"""The one pass over all answers that counts them, and what else there is to count.

Refuses to read a log or a clock. Answers under a key that was wrong count nowhere; those of cards that are gone count
as answers, but have no kind and nothing to come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from quiz.answers import Review
from quiz.card_id import topic_of
from quiz.memory import Memory, remember
from quiz.mock import PREFIX
from quiz.plan.curve import recall
from quiz.plan.goal import Goal, goal
from quiz.stats.values import Assessed, Day, KindTime, Marked, MockCount, Recall, Statistics, TopicCount, TrackCount

if TYPE_CHECKING:
    from quiz.bank import Card
    from quiz.progress import TrackProgress
    from quiz.record import Touch
    from quiz.shelf import Shelf

SELF = "self"
AHEAD = 30
"""Days that a forecast covers, today among them."""
TARGET = 0.9
"""The recall that FSRS aims at without a date."""


@dataclass
class _Sums:
    """Of the answers of one kind of marking, by topic."""

    n: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    partial: Counter[str] = field(default_factory=Counter)
    score: dict[str, float] = field(default_factory=dict)

    def add(self, topic: str, review: Review) -> None:
        self.n[topic] += 1
        self.right[topic] += review.verdict == "right"
        self.partial[topic] += review.verdict == "partial"
        self.score[topic] = self.score.get(topic, 0.0) + review.score

    def marked(self, topics: Collection[str]) -> Marked:
        return Marked(*(sum(counts[topic] for topic in topics) for counts in (self.n, self.right, self.partial)))

    def assessed(self, topics: Collection[str]) -> Assessed:
        return Assessed(sum(self.n[topic] for topic in topics), sum(self.score.get(topic, 0.0) for topic in topics))


class Count:
    """The pass over the answers."""

    def __init__(self, cards: Mapping[str, Card], now: datetime) -> None:
        self._cards = cards
        self._now = now
        self._offsets: dict[datetime, timedelta] = {}
        """The learner's, by hour: to ask the zone about each answer takes as long as all the rest."""
        self._seen: dict[str, date] = {}
        """The day of each card's last answer."""
        self._times: dict[str, list[int]] = {}
        self._recalls: dict[bool, list[tuple[bool, float]]] = {False: [], True: []}
        self._days: Counter[tuple[date, bool]] = Counter()
        self.sums = {False: _Sums(), True: _Sums()}
        """By whether the learner marked it."""
        self.memories: dict[str, Memory] = {}

    def add(self, review: Review) -> None:
        """One answer, the latest so far."""
        card, own = review.card, review.verdict == SELF
        day = self._day(review.at)
        before = self.memories.get(card)
        if before is not None and self._seen[card] != day:
            self._recalls[own].append((review.rating > 1, recall(before.stability, (review.at - before.last).days)))
        self.memories[card] = remember(before, review)
        self._seen[card] = day
        self._days[day, own] += 1
        self.sums[own].add(topic_of(card), review)
        if card in self._cards and review.elapsed_ms > 0:
            self._times.setdefault(self._cards[card].kind, []).append(review.elapsed_ms)

    def _day(self, moment: datetime) -> date:
        """The learner's."""
        hour = moment.replace(minute=0, second=0, microsecond=0)
        if hour not in self._offsets:
            self._offsets[hour] = hour.astimezone(self._now.tzinfo).utcoffset() or timedelta()
        return (moment + self._offsets[hour]).date()

    def recall(self, own: bool) -> Recall:
        """Remembered against predicted."""
        found = self._recalls[own]
        return Recall(len(found), sum(was for was, _ in found), sum(expected for _, expected in found))

    def days(self) -> dict[date, Day]:
        """Answers by day."""
        return {day: Day(self._days[day, False], self._days[day, True]) for day in sorted({d for d, _ in self._days})}

    def times(self) -> tuple[KindTime, ...]:
        """By kind, the most frequent first."""
        rows = (KindTime(kind, len(found), round(median(found))) for kind, found in self._times.items())
        return tuple(sorted(rows, key=lambda row: -row.n))

    def ahead(self, aim: Goal) -> tuple[int, tuple[int, ...]]:
        """Overdue, and to be repeated on each day from today on."""
        known = ((card, memory) for card, memory in self.memories.items() if card in self._cards)
        days = Counter((aim.due_day(card, memory) - aim.today).days for card, memory in known)
        return sum(n for day, n in days.items() if day < 0), tuple(days[day] for day in range(AHEAD))


def redone(touches: Iterable[Touch]) -> Counter[str]:
    """How often each exercise was passed again after it was begun anew."""
    again: set[str] = set()
    times: Counter[str] = Counter()
    for touch in touches:
        if touch.kind == "redo":
            again.add(touch.exercise)
        elif touch.kind == "passed" and touch.exercise in again:
            again.remove(touch.exercise)
            times[touch.exercise] += 1
    return times


def track_counts(tracks: Iterable[TrackProgress], again: Mapping[str, int]) -> tuple[TrackCount, ...]:
    """Exercises by track."""
    rows = []
    for track in tracks:
        states = Counter(exercise.status for exercise in track.exercises)
        times = sum(again.get(exercise.id, 0) for exercise in track.exercises)
        rows.append(TrackCount(track.track, track.title, states["new"], states["started"], states["passed"], times))
    return tuple(rows)


def of_shelf(shelf: Shelf) -> Statistics:
    """As of now. May run in a thread."""
    record, bank, now = shelf.history.record, shelf.bank, shelf.now()
    count = Count(bank.cards, now)
    for review in filter(bank.errata.holds, record.reviews):
        count.add(review)
    aim = _aim(shelf, now)
    marked, assessed = count.sums[False], count.sums[True]
    answered = [topic for topic in bank.titles if marked.n[topic] or assessed.n[topic]]
    overdue, ahead = count.ahead(aim)
    return Statistics(
        today=aim.today,
        target=aim.retention if aim.ahead else TARGET,
        marked=marked.marked(tuple(marked.n)),
        assessed=assessed.assessed(tuple(assessed.n)),
        recall=count.recall(own=False),
        recall_assessed=count.recall(own=True),
        days=count.days(),
        overdue=overdue,
        ahead=ahead,
        topics=tuple(TopicCount(t, bank.titles[t], marked.marked([t]), assessed.assessed([t])) for t in answered),
        times=count.times(),
        tracks=track_counts(shelf.tracks()[0], redone(record.touches)),
        mocks=_mocks(shelf, now),
        interview=aim.interview if aim.ahead else None,
    )


def _mocks(shelf: Shelf, now: datetime) -> MockCount:
    events = shelf.history.of(PREFIX)
    if not events:
        return MockCount()
    from quiz.mock.state import fold  # noqa: PLC0415  # 20 ms that only who has held one pays
    from quiz.stats.mocks import mock_count  # noqa: PLC0415

    return mock_count(fold(events).values(), now.tzinfo)


def _aim(shelf: Shelf, now: datetime) -> Goal:
    """What the plan is for: without a date that is known at once."""
    plain = goal(shelf.settings.date, now)
    if not plain.ahead:
        return plain
    from quiz.agenda import Agenda  # noqa: PLC0415  # 40 ms that only a date needs

    return Agenda(shelf).given().goal
