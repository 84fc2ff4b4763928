"""How long things take: what was spent, by the log.

Owns what counts as practice between two signs of life in the log: a break is none. Refuses to foresee (`pace`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from quiz.answers import Review
from quiz.record import Touch

READING = 12.0
"""Seconds to read why, where the log can't tell."""
LONGEST_ANSWER = 240.0
LONGEST_READING = 90.0
IDLE = timedelta(minutes=40)
"""No sign of work on an exercise for longer than this counts as this."""


class Answered(NamedTuple):
    """One answer with what it took."""

    card: str
    wrong: bool
    seconds: float
    """With the reading after it."""


def answered(reviews: Sequence[Review]) -> list[Answered]:
    """What these answers took; the reading after one ends where the next question was shown."""
    found = []
    for place, review in enumerate(reviews):
        reading = READING
        if place + 1 < len(reviews):
            following = reviews[place + 1]
            gap = (following.at - review.at).total_seconds() - following.elapsed_ms / 1000
            reading = max(gap, 0.0) if gap <= LONGEST_READING else READING
        seconds = min(review.elapsed_ms / 1000, LONGEST_ANSWER) + reading
        found.append(Answered(review.card, review.rating == 1, seconds))
    return found


def worked(touches: Iterable[Touch], since: datetime | None = None) -> dict[str, float]:
    """Seconds of work by exercise, from the times at which something was done about it."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for before, spent, _ in gaps(touches, since):
        if before:
            seconds[before] += spent
    return dict(seconds)


def gaps(touches: Iterable[Touch], since: datetime | None = None) -> Iterator[tuple[str, float, Touch]]:
    """Each sign of work, after the exercise that one was at before it (or nothing) and the seconds of work on that.

    What was done in an interview ends no work and begins none: it has a file and a clock of its own.
    """
    one: Touch | None = None
    for other in touches:
        if other.seconds is not None or one is None or not one.exercise:
            yield "", 0.0, other
        else:
            yield one.exercise, _spent(one, other, since), other
        if other.seconds is None:
            one = other


def _spent(one: Touch, other: Touch, since: datetime | None) -> float:
    if since is not None and other.at < since:
        return 0.0
    gap = other.at - (max(one.at, since) if since else one.at)
    return min(gap, IDLE).total_seconds() if gap <= IDLE or one.exercise == other.exercise else 0.0
