"""Code in today's plan: how many of the minutes it gets, and which exercises fit into them.

Owns that a long exercise is cut into parts, and that what was begun goes on. Refuses to say in which order new ones
come (`code`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from math import ceil, inf
from typing import Literal, NamedTuple

from quiz.plan import code, times
from quiz.plan.code import Build
from quiz.plan.given import SHARE, Given
from quiz.plan.goal import LAST_DAYS

PART = 480.0
"""Seconds below which it is not worth opening an exercise, unless that ends it."""
ENDING = 0.25
"""Whoever has worked longer than expected is taken to need this share of it still."""
EVE = 1
"""Days before the interview; then nothing is begun that would not end."""


class Task(NamedTuple):
    """Work on one exercise, today."""

    kind: Literal["build", "redo"]
    exercise: Build
    seconds: float
    rest: float = 0.0
    """What is left for another day."""


def code_slot(given: Given) -> float:
    """Seconds of today for code, less what was worked. Few minutes a day are put together, every second day or so."""
    daily = 60 * SHARE * given.settings.minutes
    if given.goal.phase == "today":
        return 0.0
    every = ceil(1.25 * PART / daily)
    return max(daily * every - given.coded_today, 0.0) if not given.goal.today.toordinal() % every else 0.0


def least_part(given: Given) -> float:
    """Seconds below which an exercise is not cut."""
    eve = given.goal.ahead and given.goal.days <= EVE
    return inf if eve else min(PART, 60.0 * given.settings.minutes)


def fitting(tasks: Iterable[Task], seconds: float, least: float) -> list[Task]:
    """The first tasks, as many as fit; the last one perhaps in part, if that is no less than `least`."""
    found: list[Task] = []
    for task in tasks:
        if task.seconds <= seconds:
            found.append(task)
            seconds -= task.seconds
        else:
            if seconds >= least:
                found.append(Task(task.kind, task.exercise, seconds, task.seconds - seconds))
            break
    return found


def tasks(given: Given) -> Iterator[Task]:
    """What is begun; then what is to be written again and something new, in turn until the last days."""
    if given.goal.phase == "today":
        return
    status, redos = given.record.status, given.record.redos
    worked = times.worked(given.record.touches)
    by_id = given.stock.builds
    for name in redos:
        if name in by_id:
            yield _rest("redo", by_id[name], given, times.worked(given.record.touches, redos[name]).get(name, 0.0))
    for exercise in given.builds.values():
        if status.get(exercise.id) == "started":
            yield _rest("build", exercise, given, worked.get(exercise.id, 0.0))
    again = [Task("redo", by_id[name], given.pace.redo(by_id[name].level)) for name in _due(given)]
    fresh = [Task("build", exercise, given.pace.build(exercise.level)) for exercise in given.order]
    if given.goal.ahead and given.goal.days <= LAST_DAYS:
        yield from (*again, *fresh)
        return
    # In turn: what comes again and again would leave no time for anything new.
    turns = (fresh, again) if given.written and given.written[-1].again else (again, fresh)
    yield from (task for pair in zip_longest(*turns) for task in pair if task)


def _due(given: Given) -> list[str]:
    """Exercises to be written again, the longest due first."""
    days = {
        name: code.redo_day(name, memory, given.goal)
        for name, memory in code.memories(given.written).items()
        if name in given.stock.builds and name not in given.record.redos
    }
    due = [name for name, day in days.items() if day <= given.goal.today]
    return sorted(due, key=lambda name: (days[name], name))


def _rest(kind: Literal["build", "redo"], exercise: Build, given: Given, worked: float) -> Task:
    whole = given.pace.build(exercise.level) if kind == "build" else given.pace.redo(exercise.level)
    return Task(kind, exercise, max(whole - worked, ENDING * whole))
