"""What should be done before what: the exercises as a path.

Owns whom a prerequisite names, the order in which exercises are shown, and what goes round in circles. Refuses to lock
anything: whoever wants to start anywhere may.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush
from typing import Protocol, TypeVar


class Ordered(Protocol):
    """An exercise, as far as its order minds: read whole, or as it is listed."""

    @property
    def id(self) -> str:
        """`track/slug`, and its pack before it."""

    @property
    def pack(self) -> str:
        """Whose it is."""

    @property
    def level(self) -> int:
        """1 … 4."""

    @property
    def prerequisites(self) -> tuple[str, ...]:
        """What should be done before."""


T = TypeVar("T", bound=Ordered)


def meant(name: str, pack: str, ids: Collection[str]) -> str:
    """The id that an exercise means: one of its own pack if that has it, so that a folder may be renamed, else ours."""
    near = f"{pack}:{name}"
    return near if pack and near in ids else name


def prerequisites(exercises: Iterable[Ordered]) -> dict[str, tuple[str, ...]]:
    """By id, those that there are; what names nothing is left out."""
    by_id = {exercise.id: exercise for exercise in exercises}
    wanted = {
        found: [meant(name, exercise.pack, by_id) for name in exercise.prerequisites]
        for found, exercise in by_id.items()
    }
    return {found: tuple(name for name in names if name in by_id) for found, names in wanted.items()}


def in_order(exercises: Iterable[T]) -> list[T]:
    """Each after its prerequisites, and the easy ones first; a circle comes last, as if it asked for nothing."""
    by_id = {exercise.id: exercise for exercise in exercises}
    waiting = {found: set(names) for found, names in prerequisites(by_id.values()).items()}
    ready = [(by_id[found].level, found) for found, names in waiting.items() if not names]
    heapify(ready)
    done: list[str] = []
    while ready:
        _, found = heappop(ready)
        done.append(found)
        for later, names in waiting.items():
            if found in names:
                names.discard(found)
                if not names:
                    heappush(ready, (by_id[later].level, later))
    circular = sorted(by_id.keys() - set(done), key=lambda found: (by_id[found].level, found))
    return [by_id[found] for found in (*done, *circular)]


def circles(prerequisites: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Exercises that each want the one before: a way round, from one to itself. As many as must be cut."""
    graph = {found: set(names) for found, names in prerequisites.items()}
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle = tuple(error.args[1])
            yield circle
            graph[circle[1]].discard(circle[0])
        else:
            return
