"""Which exercise, which file: what `check` and the other commands were pointed at.

Owns the ways to name an exercise. Refuses to guess: where more than one could be meant, it says what to type.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from exercises.content import BrokenContent
from quiz.commands.console import Refused
from quiz.desk import Desk
from quiz.workspace import NotStarted, WorkspaceError, read_source

if TYPE_CHECKING:
    from exercises.catalog import Exercise


@dataclass(frozen=True)
class Target:
    """What to judge. `command` judges it again."""

    exercise: Exercise
    file: Path
    source: bytes
    command: str

    @property
    def repro(self) -> str:
        """The command that writes its counterexample down."""
        return self.command.replace(" check ", " repro ", 1)


def known(desk: Desk, exercise_id: str) -> Exercise:
    """The exercise. Raises Refused with the likeliest id for one that does not exist."""
    try:
        return desk.exercise(exercise_id)
    except KeyError:
        raise unknown(desk, exercise_id) from None
    except BrokenContent as broken:
        fault = broken.errors[0]
        raise Refused(desk.words("cli.broken_exercise", id=exercise_id, fault=fault)) from broken


def last(desk: Desk) -> str:
    """The exercise that was worked on last. Raises Refused where there is none yet."""
    found = desk.history.record.last_exercise
    if not found:
        raise Refused(desk.words("cli.nothing_yet"))
    return found


def typed(desk: Desk, exercise_id: str) -> str:
    """What names it on the command line: a folder that was named for this run only has to be named again."""
    pack = exercise_id.rpartition(":")[0]
    folders = [str(found.folder) for found in desk.stock.packs if found.id == pack]
    named = [folder for folder in folders if folder not in desk.settings.exercises]
    return f"{exercise_id} --exercises {quote(named[0])}" if named else exercise_id


def unknown(desk: Desk, exercise_id: str) -> Refused:
    """There is no such exercise; and which one may have been meant."""
    guess = next(iter(desk.catalog.close_to(exercise_id)), None)
    key = "cli.unknown_exercise_guess" if guess else "cli.unknown_exercise"
    return Refused(desk.words(key, id=exercise_id, guess=guess))


def find(desk: Desk, target: str, exercise_id: str) -> Target:
    """What `check TARGET --exercise ID` means; both may be empty. Raises Refused."""
    ids = desk.catalog.ids()
    if target and target not in ids:
        return _file(desk, target, exercise_id)
    chosen = target or exercise_id or last(desk)
    exercise = known(desk, exercise_id or chosen)
    file = desk.workspace.path(chosen)
    options = f" --exercise {exercise_id}" if exercise_id not in ("", chosen) else ""
    return Target(exercise, file, _own(desk, chosen), f"gradlings check {typed(desk, chosen)}{options}")


def _file(desk: Desk, target: str, exercise_id: str) -> Target:
    file = Path(target)
    try:
        source = read_source(file)
    except WorkspaceError as error:
        if isinstance(error, NotStarted) and file.suffix != ".py":
            known(desk, target)
        raise Refused(desk.words("cli.not_file", file=target, reason=error.reason)) from error
    exercise = known(desk, exercise_id or _match(desk, file))
    command = f"gradlings check {quote(target)} --exercise {typed(desk, exercise.id)}"
    return Target(exercise, file, source, command)


def _match(desk: Desk, file: Path) -> str:
    """The one in whose folder it is, whose id ends the path, with the file's name or without, or whose slug it is."""
    ids = desk.catalog.ids()
    path = file.absolute()
    here, above = path.parent, path.parent.parent
    named = (f"{above.name}:{here.name}/{path.stem}", f"{here.name}/{path.stem}", f"{above.name}/{here.name}")
    for candidate in (desk.catalog.at(here), desk.workspace.owner(path), *named):
        if candidate in ids:
            return candidate
    by_slug = [exercise_id for exercise_id in ids if exercise_id.rpartition("/")[2] == path.stem]
    if len(by_slug) != 1:
        raise Refused(desk.words("cli.which_exercise", file=quote(str(file))))
    return by_slug[0]


def _own(desk: Desk, exercise_id: str) -> bytes:
    try:
        return desk.workspace.read(exercise_id)
    except NotStarted as error:
        raise Refused(desk.words("cli.not_started", path=error.path, id=typed(desk, exercise_id))) from error
    except WorkspaceError as error:
        raise Refused(desk.words("cli.file_problem", path=error.path, reason=error.reason)) from error
