"""`check`: judge a file, say the verdict, log it.

Owns the order that makes a cold check fast: the grader's child starts before anything else is read. Refuses to
lose a verdict: what cannot be logged is one line on stderr.
"""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from quiz.commands.console import NOT_PASSED, OUR_FAULT, PASSED, Console
from quiz.commands.report import Told, report_lines
from quiz.commands.targets import find, typed
from quiz.desk import Desk
from quiz.version import VERSION

if TYPE_CHECKING:
    from grader.report import Report


def check(args: Namespace, desk: Desk, console: Console) -> int:
    """Judge what the arguments name."""
    desk.grader()
    from grader import Options  # noqa: PLC0415  # loaded by the line above; `list` does not pay 25 ms for it

    target = find(desk, args.target or "", args.exercise or "")
    file = str(target.file)
    options = Options(file=file, salt=args.salt or "", strict=args.strict, hidden=args.hidden, shrink=True)
    report = desk.check(target.exercise.id, target.source, options)
    if args.json:
        console.say(json.dumps(report.to_json(VERSION), ensure_ascii=False))
    else:
        flags = " --strict" * args.strict + " --hidden" * args.hidden
        again = f"{target.command}{flags} --salt {report.salt}"
        told = Told(report, args.explain, target.repro, typed(desk, report.exercise))
        if report.findings:
            desk.explained(report, told.step, told.steps)
        console.say(*report_lines(told, desk.words, again, console.width))
    return exit_code(report)


def exit_code(report: Report) -> int:
    """0 for a pass, 3 where we could not judge, 1 otherwise."""
    if report.verdict == "infra":
        return OUR_FAULT
    return PASSED if report.passed else NOT_PASSED
