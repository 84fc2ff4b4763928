"""The teacher's two tables: `results.csv`, a line a student, and `checks.csv`, a line a check.

Owns their columns. Refuses to be a format that a learning platform imports: `canvas` and `moodle` are. Both show hidden
cases and are not for students.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from exercises.content import Language
from grader.gradebook.files import Sink, number, table
from grader.gradebook.standings import Standing

OF_EXERCISE = (
    "points", "verdict", "stage", "late_hours", "attempt", "attempts", "handed_in", "remark", "not_allowed",
    "isolation",
)  # fmt: skip
"""In `not_allowed` stands what was tried of that, whatever the verdict."""
CHECK_COLUMNS = (
    "student", "name", "exercise", "file", "attempt", "check", "case", "hidden", "passed", "error", "tolerance",
    "own_forward", "isolation",
)  # fmt: skip
YES = {True: "yes", False: "no", None: ""}


def write_results(path: Path, summary: Sequence[Standing], exercises: Sequence[str], language: Language) -> None:
    """A line a student: the sum, then for every exercise OF_EXERCISE, after its id where there are several."""
    alone = len(exercises) == 1
    heads = [column if alone else f"{exercise} {column}" for exercise in exercises for column in OF_EXERCISE]
    with table(path) as line:
        line(["student", "name", *([] if alone else ["sum"]), *heads])
        for student, group in groupby(summary, key=lambda standing: standing.student):
            by_exercise = {standing.exercise: standing for standing in group}
            any_of_them = next(iter(by_exercise.values()))
            total = [number(_sum([standing.points for standing in by_exercise.values()]))]
            cells = [value for exercise in exercises for value in _cells(by_exercise.get(exercise), language)]
            line([student, any_of_them.name, *([] if alone else total), *cells])


def _sum(points: Sequence[float | None]) -> float | None:
    """None while one of them is not known: a sum without it would look final."""
    known = [each for each in points if each is not None]
    return sum(known) if len(known) == len(points) else None


def _cells(standing: Standing | None, language: Language) -> Sequence[object]:
    if standing is None:
        return [None] * len(OF_EXERCISE)
    row = standing.row
    late = number(standing.late.total_seconds() / 3600, 1) if standing.late else None
    return [
        number(standing.points), row.verdict, row.report.get("stage"), late, row.attempt, standing.attempts, row.at,
        standing.reason[language], row.tried[language], row.report.get("isolation"),
    ]  # fmt: skip


@contextmanager
def checks_csv(path: Path) -> Iterator[Sink]:
    """A line for every check of what counts; `passed` is empty where the judging did not get that far."""
    with table(path) as line:
        line(CHECK_COLUMNS)

        def add(standing: Standing) -> None:
            row, isolation = standing.row, standing.row.report.get("isolation")
            who = (standing.student, standing.name, standing.exercise, row.file, row.attempt)
            for check in row.report.get("checks", ()):
                line([
                    *who, check["id"], check["case"], YES[check["hidden"]], YES[check["passed"]], check["error"],
                    check["tolerance"], YES[check.get("own_forward", False)], isolation,
                ])  # fmt: skip

        yield add
