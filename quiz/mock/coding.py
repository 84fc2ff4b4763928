"""The coding exercise of a mock interview: which ones could be asked, where its file is, what running it tells.

Owns how much is said before the end: that the code runs, or the error that ended it, or a wrong shape, as an
interviewer's shared editor would; never whether a number is right. Refuses to touch the learner's own work file.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exercises.content import BrokenContent, Text
from quiz.mock.compose import Candidate
from quiz.report_rows import rows
from quiz.words import in_both
from quiz.workspace import Workspace

if TYPE_CHECKING:
    from exercises.catalog import Exercise
    from grader.report import Report
    from quiz.desk import Desk
    from quiz.log import Clock

FOLDER = ".mock"
"""Beside the learner's files, hidden: `<work>/.mock/<when>/<track>/<slug>.py`, kept."""
WRITTEN = ("layer", "loss-and-grads", "values")
"""Kinds that are written from nothing; a program trains for minutes, and a repair has its code given."""
GIVEN = "repair"
"""The track whose starters hold code."""
RAN = ("loads", "functions", "calls", "shape", "gradient-shape")
"""Stages that are about how the code runs."""


def candidates(desk: Desk) -> Iterator[Candidate]:
    """Every exercise that could be written in an interview, with what this learner has done of it."""
    record = desk.history.record
    passed: dict[str, datetime] = {}
    for check in record.checks:
        if check.verdict == "pass":
            passed[check.exercise] = check.at
    tracks, _faults = desk.tracks()
    waiting = {row.id: row.after for track in tracks for row in track.exercises}
    exercises, _faults = desk.catalog.all()
    for exercise in exercises:
        if exercise.kind in WRITTEN and exercise.track != GIVEN:
            try:
                lines = exercise.solution.count("\n")
            except (OSError, BrokenContent):  # a teacher's folder that changed since it was read
                continue
            yield Candidate(
                exercise.id,
                exercise.level,
                lines,
                tuple(question.partition("/")[0] for question in exercise.questions),
                passed.get(exercise.id),
                exercise.id in record.status,
                not waiting.get(exercise.id),
            )


def workspace(work: Path, at: datetime, clock: Clock) -> Workspace:
    """The folder of the interview that began then."""
    return Workspace(work / FOLDER / f"{at:%Y%m%d-%H%M%S}", clock)


def unnumbered(exercise: Exercise) -> Exercise:
    """The exercise for a run: any number is near enough, so that what is told cannot depend on whether it is right."""
    return replace(exercise, tolerance=math.inf)


def told(report: Report) -> tuple[Text, bool]:
    """What is said of a run before the end, and whether it is an error: how the code ran, never whether it is right."""
    if not report.passed and (report.verdict != "fail" or report.stage in RAN):
        return report.message, True
    return in_both("mock.runs"), False


def summary(report: Report) -> Mapping[str, Any]:
    """What the log keeps of the judgement at the end: all that the report page and the Markdown say."""
    example = report.counterexample.text if report.counterexample else Text()
    return {
        "exercise": report.exercise,
        "sha256": report.sha256,
        "salt": report.salt,
        "verdict": report.verdict,
        "stage": report.stage or "",
        "message": _both(report.message),
        "findings": [{"id": finding.id, **_both(finding.text)} for finding in report.findings],
        "rows": [[row.id, row.passed, row.passes, len(row.checks)] for row in rows(report)],
        "example": _both(example),
        "ms": round(report.ms),
    }


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}
