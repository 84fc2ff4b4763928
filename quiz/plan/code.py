"""Exercises in the plan: which to write again from the blank page, and which to build next.

Owns what counts as having written one (the first pass since its starter was there), how well it went, and the order of
new ones. Refuses to judge, and to lock anything: whoever wants to build another builds it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from exercises.content import Text
from exercises.prerequisites import prerequisites
from quiz.answers import Review
from quiz.memory import Memory, replay
from quiz.plan.curve import interval
from quiz.plan.goal import Goal
from quiz.plan.times import gaps
from quiz.record import Touch

if TYPE_CHECKING:
    from exercises.listing import Listed

AGAIN, HARD, GOOD = 1, 2, 3
"""As in `marking`, which costs 20 ms more."""
BLANK = ("started", "reset", "redo")
"""What puts the starter there."""
AT_LEAST = 3
"""Days before a redo: sooner, one remembers the screen and not the mathematics."""
PLAIN = 0.9
FEW_FAILURES = 2


class Build(NamedTuple):
    """An exercise, as far as a plan minds."""

    id: str
    title: Text
    track: str
    level: int
    topics: frozenset[str]
    """Of the questions that it trains."""
    before: tuple[str, ...]
    """What it builds on."""


@dataclass
class _Attempt:
    """One exercise since its starter was last there."""

    begun: bool = False
    """Whether the log has the moment at which its starter was there: else nobody knows how long it took."""
    blank: bool = True
    again: bool = False
    hinted: bool = False
    revealed: bool = False
    failures: int = 0
    seconds: float = 0.0

    @property
    def taken(self) -> float | None:
        """Seconds from the starter until now, if that is known."""
        return self.seconds if self.begun else None


class Written(NamedTuple):
    """One exercise written from the starter to the pass."""

    review: Review
    seconds: float | None
    """None where its beginning is not known."""
    again: bool
    """Whether it was a redo."""


def written(touches: Iterable[Touch]) -> Iterator[Written]:
    """Everything that was written, in order; in an interview, too: there the page is blank as well."""
    attempts: dict[str, _Attempt] = {}
    first: dict[str, float | None] = {}
    for before, spent, touch in gaps(touches):
        if before:
            attempts[before].seconds += spent
        name = touch.exercise
        if touch.seconds is not None:
            attempt = _Attempt(begun=touch.seconds > 0, again=name in first, seconds=touch.seconds)
        elif name and touch.kind in BLANK:
            attempt = attempts[name] = _Attempt(begun=True, again=name in first)
        elif name:
            attempt = attempts.setdefault(name, _Attempt())
        else:
            continue
        if touch.kind == "passed" and attempt.blank:
            yield _written(touch, attempt, first.get(name))
            first.setdefault(name, attempt.taken)
            attempt.blank = False
        attempt.hinted |= touch.kind == "hinted"
        attempt.revealed |= touch.kind == "revealed"
        attempt.failures += touch.kind == "checked"


def _written(touch: Touch, attempt: _Attempt, first: float | None) -> Written:
    """Again where the solution was looked at; hard with hints, or where a redo took longer than building it."""
    slower = first is not None and attempt.taken is not None and attempt.taken > first
    laboured = attempt.again and (slower or attempt.failures > FEW_FAILURES)
    grade = AGAIN if attempt.revealed else HARD if attempt.hinted or laboured else GOOD
    return Written(Review(touch.exercise, touch.at, grade), attempt.taken, attempt.again)


def memories(done: Iterable[Written]) -> dict[str, Memory]:
    """How well each exercise is remembered, by the same model as cards."""
    return replay(entry.review for entry in done)


def redo_day(exercise: str, memory: Memory, goal: Goal) -> date:
    """From when on it should be written again; once more before the interview, even if it is well known."""
    days = max(interval(memory.stability, PLAIN), AT_LEAST)
    return goal.before_the_date(exercise, goal.day(memory.last), days, AT_LEAST)


def buildable(exercises: Sequence[Listed]) -> dict[str, Build]:
    """By id."""
    before = prerequisites(exercises)
    found = {}
    for exercise in exercises:
        name = exercise.id
        track = name.rpartition("/")[0]
        topics = frozenset(question.partition("/")[0] for question in exercise.questions)
        found[name] = Build(name, exercise.title, track, exercise.level, topics, before[name])
    return found


def wanted(builds: Mapping[str, Build], topics: Collection[str]) -> dict[str, Build]:
    """Those about these topics, with everything that they build on; no topics means all."""
    if not topics:
        return dict(builds)
    found = {name for name, build in builds.items() if not build.topics.isdisjoint(topics)}
    while more := {name for chosen in found for name in builds[chosen].before} - found:
        found |= more
    return {name: build for name, build in builds.items() if name in found}


def build_order(builds: Mapping[str, Build], tracks: Sequence[str], begun: Collection[str]) -> list[Build]:
    """What to build one after the other, if all goes well; `begun` are those that are built or being built.

    Tracks take turns, so that whoever gets six done has met six kinds of layer. In a track the easy ones come first,
    then those that others build on; nothing comes before what it builds on.
    """
    needed = Counter(name for build in builds.values() for name in build.before)
    place = {track: n for n, track in enumerate(tracks)}
    counts = Counter(build.track for name, build in builds.items() if name in begun)
    left = {name: build for name, build in builds.items() if name not in begun}

    def rank(build: Build) -> tuple[object, ...]:
        return build.level, -needed[build.id], place.get(build.track, len(place)), build.id

    waiting = sorted(left.values(), key=rank)
    order = []
    while waiting:
        ready = [build for build in waiting if left.keys().isdisjoint(build.before)] or waiting
        chosen = min(ready, key=lambda build: counts[build.track])
        counts[chosen.track] += 1
        waiting.remove(chosen)
        order.append(left.pop(chosen.id))
    return order
