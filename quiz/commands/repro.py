"""`repro`: the smallest case on which a file is wrong, as a Python file beside it.

Owns what is said about it. Refuses to run it, and to log anything: no answer was given.
"""

from __future__ import annotations

from argparse import Namespace
from shlex import quote
from typing import TYPE_CHECKING

from quiz.commands.console import NOT_PASSED, OUR_FAULT, PASSED, Console, Refused
from quiz.commands.targets import Target, find
from quiz.desk import Desk
from quiz.repro import place, write
from quiz.workspace import WorkspaceError

if TYPE_CHECKING:
    from grader.counterexample import Counterexample


def repro(args: Namespace, desk: Desk, console: Console) -> int:
    """Judge what the arguments name, as `check` does, and write its counterexample down."""
    grader, words = desk.grader(), desk.words
    from grader import Options  # noqa: PLC0415  # loaded by the line above, as for `check`
    from grader.repro import script  # noqa: PLC0415  # NumPy, after the grader's process was started

    target = find(desk, args.target or "", args.exercise or "")
    options = Options(file=str(target.file), salt=args.salt or "", hidden=args.hidden, shrink=True)
    report = grader.check(target.exercise, target.source, options)
    found = report.counterexample
    if report.passed:
        console.say(words("cli.repro_passed", id=report.exercise))
        return PASSED
    if found is None:
        console.say(words("cli.repro_none", message=report.message[words.language]))
        return OUR_FAULT if report.verdict == "infra" else NOT_PASSED
    if args.stdout:
        console.say(script(target.exercise, found, target.file, words.language, beside=False).rstrip("\n"))
        return PASSED
    console.say(found.text[words.language])
    _write(desk, target, found, console)
    return PASSED


def _write(desk: Desk, target: Target, found: Counterexample, console: Console) -> None:
    path = place(target.file)
    try:
        kept = write(desk.workspace, target.exercise, found, target.file, desk.language)
    except WorkspaceError as error:
        raise Refused(desk.words("cli.file_problem", path=error.path, reason=error.reason)) from error
    if kept:
        console.say(desk.words("cli.repro_kept", path=kept))
    console.say(desk.words("cli.repro_written", path=path, command=f"python {quote(str(path))}"))
