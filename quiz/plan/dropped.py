"""What will not be reached before the interview, at so many minutes a day: by name, so that one can choose otherwise.

Owns this estimate, an average over the days that are left. Refuses to name anything without a date, since then nothing
is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from quiz.plan.given import SHARE, Given


@dataclass(frozen=True)
class Dropped:
    """What stays unseen and unbuilt."""

    cards: Mapping[int, int] = field(default_factory=dict)
    """How many, by level."""
    exercises: tuple[str, ...] = ()


def dropped(given: Given, left: float) -> Dropped:
    """At today's pace; `left` are the seconds of today."""
    if not given.goal.ahead:
        return Dropped()
    day = 60.0 * given.settings.minutes
    later = max(given.goal.days - 1, 0) * day
    return Dropped(_cards(given, (1 - SHARE) * (left + later)), _exercises(given, SHARE * (left + later)))


def _cards(given: Given, seconds: float) -> Mapping[int, int]:
    room = given.settings.new_a_day * given.goal.days - given.new_today
    fits = sum(total <= seconds for total in accumulate(given.needed)) - 1
    return dict(sorted(Counter(card.level for card in given.ahead[max(min(room, fits), 0) :]).items()))


def _exercises(given: Given, seconds: float) -> tuple[str, ...]:
    status, pace = given.record.status, given.pace
    left = [build for build in given.builds.values() if status.get(build.id) == "started"]
    left += given.order
    seconds -= sum(pace.redo(build.level) for build in given.builds.values() if status.get(build.id) == "passed")
    reached = 0
    while reached < len(left):
        seconds -= pace.build(left[reached].level) + pace.redo(left[reached].level)
        if seconds < 0:
            break
        reached += 1
    return tuple(build.id for build in left[reached:])
