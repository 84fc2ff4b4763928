"""What is written of a run, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exercises.content import Language
from grader.gradebook.page.run import Run
from grader.gradebook.seen import Level
from grader.gradebook.standings import FULL, Standing

if TYPE_CHECKING:
    from grader.similar import Ranking

FORMATS = ("results", "checks", "canvas", "moodle", "junit", "feedback", "report")


@dataclass(frozen=True)
class Outputs:
    """Settings of the writers."""

    formats: tuple[str, ...] = FORMATS
    level: Level = "full"
    """How much students read."""
    language: Language = "en"
    possible: float = FULL
    """The points of an exercise in Canvas, in Moodle, in Gradescope and in the feedback; our own tables go to 100."""
    maxima: Mapping[str, float] = field(default_factory=dict)
    """The same of exercises that have others."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Canvas's assignment of an exercise, `Dense layer (4711)`; without one it is called by the exercise's id."""
    roster: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For every student the line of the roster, by column."""
    students: frozenset[str] = frozenset()
    """Those who have handed in, even where nothing of theirs is judged yet."""
    run: Run | None = None
    """What the HTML report says of the run; there is none without it."""
    similar: Mapping[str, Ranking] = field(default_factory=dict)
    """What it shows of files that are alike, by exercise."""

    def known(self, student: str) -> Mapping[str, str]:
        """The student's line in the roster; empty where there is none."""
        return self.roster.get(student, {})

    def worth(self, exercise: str) -> float:
        """The points that it has there."""
        return self.maxima.get(exercise, self.possible)

    def graded(self, standing: Standing) -> float | None:
        """The student's, of as many."""
        return None if standing.points is None else standing.points * self.worth(standing.exercise) / FULL
