"""`list`, `start`, `hint`, `solution`, `reset` and `paths`: everything about exercises but the judging."""

from __future__ import annotations

from argparse import Namespace

from quiz.commands.console import PASSED, Console, Refused
from quiz.commands.targets import known, last, typed
from quiz.desk import Desk
from quiz.progress import AFTER, Status
from quiz.workspace import NotStarted, WorkspaceError

SIGNS: dict[Status, str] = {"new": " ", "started": "~", "passed": "✓"}


def list_exercises(_: Namespace, desk: Desk, console: Console) -> int:
    """Every exercise by track, with how far the learner is."""
    tracks, faults = desk.tracks()
    words, language = desk.words, desk.language
    rows = [row for track in tracks for row in track.exercises]
    wide = max((len(row.id) for row in rows), default=0)
    for track in tracks:
        console.say(track.title[language])
        for row in track.exercises:
            level = words("common.level", level=row.level)
            status = words(f"common.status.{row.status}")
            title = words("cli.exercise_row", title=row.title[language], status=status)
            before = f"  {AFTER} {', '.join(row.after)}" if row.after else ""
            console.say(f"  {SIGNS[row.status]} {row.id:{wide}}  {level}  {title}{before}")
    if any(row.after for row in rows):
        console.say("", words("common.after", mark=AFTER))
    for fault in faults:
        console.warn(str(fault))
    return PASSED


def start(args: Namespace, desk: Desk, console: Console) -> int:
    """Write the starter, unless there is a file already."""
    exercise = known(desk, args.id)
    try:
        written = desk.start(exercise.id)
    except WorkspaceError as error:
        raise _refused(desk, error) from error
    path = desk.workspace.path(exercise.id)
    console.say(desk.words("cli.started" if written else "cli.already_started", path=path))
    console.say(desk.words("cli.then_check", id=typed(desk, exercise.id)))
    return PASSED


def hint(args: Namespace, desk: Desk, console: Console) -> int:
    """One hint more at every call, until the last; those given before stand above it. Raises Refused."""
    exercise = known(desk, args.id or last(desk))
    if not args.id:
        console.say(desk.words("cli.hint_of", id=exercise.id))
    desk.hint(exercise.id)
    total = len(exercise.hints)
    for number, text in desk.hints_given(exercise.id):
        console.say(desk.words("cli.hint", number=number, total=total, text=text[desk.language]))
    return PASSED


def solution(args: Namespace, desk: Desk, console: Console) -> int:
    """The solution's source, and nothing else on stdout."""
    exercise = known(desk, args.id)
    source = desk.solution(exercise.id, anyway=args.anyway)
    if source is None:
        locked = "plan.solution_hidden" if exercise.id in desk.history.record.redos else "cli.solution_locked"
        raise Refused(desk.words(locked, id=exercise.id, typed=typed(desk, exercise.id)))
    console.say(source.rstrip("\n"))
    return PASSED


def reset(args: Namespace, desk: Desk, console: Console) -> int:
    """The starter again; the learner's version is kept."""
    exercise = known(desk, args.id)
    path = desk.workspace.path(exercise.id)
    try:
        backup = desk.reset(exercise.id)
    except NotStarted as error:
        raise Refused(desk.words("cli.not_started", path=path, id=typed(desk, exercise.id))) from error
    except WorkspaceError as error:
        raise _refused(desk, error) from error
    console.say(desk.words("cli.reset_done", path=path, backup=backup))
    return PASSED


def paths(_: Namespace, desk: Desk, console: Console) -> int:
    """Name and place, a line each, for people and for `cut`."""
    for name, path in desk.paths.rows():
        console.say(f"{name:8} {path}")
    return PASSED


def _refused(desk: Desk, error: WorkspaceError) -> Refused:
    return Refused(desk.words("cli.file_problem", path=error.path, reason=error.reason))
