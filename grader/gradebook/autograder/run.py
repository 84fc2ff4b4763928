"""What runs on Gradescope: judges the one submission that is there and writes `results.json`.

Owns the folders, those of Gradescope's specification. What cannot be judged, for want of isolation or by a fault of
ours, gets no `results.json`: Gradescope then says that the autograder failed, and nobody has a score. Why stands on
standard output, which only teachers see.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path

from exercises.catalog import Catalog, Exercise
from grader import Grader, Options, SandboxError
from grader.gradebook.autograder.bundle import EXERCISE
from grader.gradebook.autograder.settings import Settings
from grader.gradebook.files import replacing
from grader.gradebook.gradescope import results
from grader.gradebook.policy import Policy
from grader.gradebook.standings import Standing, standings
from grader.handed import Row, Submission
from grader.intake import check, said
from grader.intake.choose import File, submissions_of
from grader.intake.folders import Skips, files_at
from grader.intake.found import is_litter
from grader.intake.layout import Owner

JUDGED, NOT_JUDGED = 0, 1
MEASURE = "--isolation"


def main(arguments: Sequence[str]) -> int:
    """`ROOT` judges what is in it; `ROOT --isolation` says what submissions will be judged in, and never fails."""
    root = Path(arguments[0])
    settings = Settings.read(root / "source")
    with Grader(required=settings.required) as grader:
        try:
            level = grader.prove()
        except SandboxError as error:
            _say(f"nothing can be judged here: {error}")
            return JUDGED if MEASURE in arguments else NOT_JUDGED
        _say(f"isolation level {level}; at least {settings.required} is required")
        if MEASURE in arguments:
            return JUDGED
        standing = _standing(root, settings, grader)
    if standing.points is None:
        _say(f"not judged: {standing.row.report['message']['en']}")
        return NOT_JUDGED
    told = results(standing, settings.hidden, settings.outputs)
    (root / "results").mkdir(exist_ok=True)
    with replacing(root / "results" / "results.json") as file:
        json.dump(told, file, ensure_ascii=False, allow_nan=False)
    return JUDGED


def submitted(folder: Path, exercise: Exercise) -> Submission:
    """The file in this folder that is meant for the exercise, a notebook too, or why there is none."""
    with ExitStack() as held:
        files = [File(found, Owner("", inside=found.path)) for found in files_at(folder, held, Skips(is_litter))]
        if files:
            return next(iter(submissions_of(files, [exercise])))
    return Submission("", exercise.id, "", b"", fault=said.NOTHING)


def _standing(root: Path, settings: Settings, grader: Grader) -> Standing:
    folder = root / "source" / EXERCISE
    catalog = Catalog((), {settings.pack: folder}) if settings.pack else Catalog((folder,))
    exercise = catalog.get(settings.exercise)
    found = submitted(root / "submission", exercise)
    row = Row("", "", "", exercise.id, found.file, 1, "", fault=asdict(found.fault) if found.fault else {})
    if not found.fault:
        options = Options(file=found.file, salt=settings.salt, hidden=True, points=True)
        report = check(grader, exercise, found.source, options, found.places)
        told = replace(report, notes=(*found.notes, *report.notes)).to_json(settings.version)
        row = replace(row, report=told)
    (standing,) = standings([row], Policy())
    return standing


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
