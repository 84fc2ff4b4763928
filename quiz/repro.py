"""Where the file goes that shows a counterexample. Refuses to find one, to run the file, and to log anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exercises.content import Language

if TYPE_CHECKING:
    from exercises.catalog import Exercise
    from grader.counterexample import Counterexample
    from quiz.workspace import Workspace


def place(file: Path) -> Path:
    """Beside the learner's file."""
    return file.with_name(f"repro_{file.stem}.py")


def write(
    workspace: Workspace, exercise: Exercise, found: Counterexample, file: Path, language: Language
) -> Path | None:
    """Write it at its place; somebody may have put breakpoints into an earlier one: where that is kept.

    Raises WorkspaceError.
    """
    from grader.repro import script  # noqa: PLC0415  # NumPy, which whoever has a counterexample has loaded

    return workspace.put(place(file), script(exercise, found, file, language, beside=True))
