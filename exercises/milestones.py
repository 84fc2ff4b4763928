"""Milestones: what the exercises that somebody has passed do together, as `milestones.toml` states it.

Owns the file, what counts as reaching a goal, and whether it names exercises that there are. Refuses to build or train
anything (`grader.networks`, `grader.milestone`), and to know what was passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from exercises.content import BrokenContent, ContentError, Reader, Text, read_toml

FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Milestone:
    """A network that is made of the learner's own files and trained to a goal."""

    id: str
    exercises: tuple[str, ...]
    steps: int
    goal: float
    unit: Literal["percent", "bits"]
    """A share of 1, better the higher; or bits, better the lower."""
    title: Text
    about: Text
    metric: Text

    def reached(self, score: float) -> bool:
        """Whether a score is good enough; one that is no number is not."""
        return score >= self.goal if self.unit == "percent" else score <= self.goal

    def best(self, scores: Iterable[float]) -> float | None:
        """The best of these, if there are any."""
        choose = max if self.unit == "percent" else min
        return choose(scores, default=None)


@dataclass(frozen=True)
class _Milestones:
    schema: Literal[1]
    milestone: tuple[Milestone, ...]


@cache
def milestones() -> tuple[Milestone, ...]:
    """All, the easy ones first. Raises BrokenContent with every fault of the file."""
    reader = Reader(str(FILE))
    read = reader.build(_Milestones, read_toml(FILE))
    if reader.errors:
        raise BrokenContent(tuple(reader.errors))
    return read.milestone  # type: ignore[no-any-return]


def unknown(ids: Collection[str]) -> Iterator[ContentError]:
    """What names an exercise that there is not, and every fault that keeps the file from being read."""
    try:
        found = milestones()
    except BrokenContent as broken:
        yield from broken.errors
        return
    for milestone in found:
        for name in milestone.exercises:
            if name not in ids:
                what = f"`{name}` is no exercise"
                yield ContentError(str(FILE), f"{milestone.id}.exercises", what, "`gradlings list` shows their names")
