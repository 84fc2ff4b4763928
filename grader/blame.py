"""What an author's code raises becomes a fault of that code, with file, line and remedy; it is no fault of ours.

Owns whom to blame. Used only where exercises are examined: whoever practises is told that the grader failed.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exercises.catalog import Exercise
from exercises.content import BrokenContent, ContentError
from grader.draws import GraderFault
from grader.sandbox.worker import Oops

REFERENCE = "reference.py"


@contextmanager
def blaming(exercise: Exercise, file: str, faults: list[ContentError], key: str = "") -> Iterator[None]:
    """Whatever is raised inside is a fault of the exercise: of the file that raised it, or else of this one."""
    try:
        yield
    except BrokenContent as broken:
        note(faults, *broken.errors)
    except GraderFault as fault:
        where = str(exercise.folder / REFERENCE)
        note(faults, ContentError(where, "", f"cannot be judged by: {fault}", "mend the reference or its cases"))
    except Exception as error:  # noqa: BLE001  # code of an author may raise anything
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if Path(frame.filename).parent == exercise.folder]
        path, key = (own[-1].filename, f"line {own[-1].lineno}") if own else (str(exercise.folder / file), key)
        remedy = "mend it: it must load, and run in every case"
        note(faults, ContentError(path, key, f"raises {_said(error)}", remedy))


def note(faults: list[ContentError], *found: ContentError) -> None:
    """Add what is new: one broken file stops several proofs."""
    faults += [fault for fault in found if fault not in faults]


def _said(error: Exception) -> str:
    """Of a file that does not load the worker tells the error as facts."""
    facts = error.facts if isinstance(error, Oops) else {}
    return f"{facts.get('type') or type(error).__name__}: {facts.get('message') or error}"
