"""`plan`, `today` and `redo`: what fits into today, and an exercise from the blank page once more."""

from __future__ import annotations

from argparse import Namespace

from quiz.agenda import Agenda
from quiz.commands.console import PASSED, Console, Refused
from quiz.commands.targets import known, typed
from quiz.desk import Desk
from quiz.log import LogUnusable
from quiz.plan.as_json import as_json
from quiz.plan.told import told
from quiz.shelf import Shelf
from quiz.workspace import WorkspaceError
from quiz.wrapping import render


def plan(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Today's, what it leaves out, and what will be remembered."""
    found = Agenda(shelf).plan()
    if args.json:
        console.say(as_json(found))
        return PASSED
    for section in told(found, shelf.bank.titles, shelf.words, console.width - 2):
        console.say(section.title, *(f"  {line}" for line in section.lines), "")
    console.say(*render(shelf.words("plan.how"), console.width))
    return PASSED


def redo(args: Namespace, desk: Desk, console: Console) -> int:
    """The starter again, with the version that passed kept out of sight. Raises Refused."""
    exercise = known(desk, args.id)
    record, words = desk.history.record, desk.words
    if record.status.get(exercise.id) != "passed":
        raise Refused(words("plan.redo_not_passed", id=exercise.id, typed=typed(desk, exercise.id)))
    under_way = exercise.id in record.redos
    try:
        desk.redo(exercise.id)
    except WorkspaceError as error:
        raise Refused(words("cli.file_problem", path=error.path, reason=error.reason)) from error
    except LogUnusable as error:
        raise Refused(words("error.log_unusable", path=error.path, reason=error.reason)) from error
    path = desk.workspace.path(exercise.id)
    console.say(words("plan.redo_goes_on" if under_way else "plan.redo_begun", path=path))
    console.say(words("cli.then_check", id=typed(desk, exercise.id)))
    return PASSED
