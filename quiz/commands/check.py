"""`check`: judge a file, say the verdict, log it; with `--watch` whenever it changes.

Owns the order that makes a cold check fast: the grader's child starts before anything else is read. Refuses to
lose a verdict: what cannot be logged is one line on stderr.
"""

from __future__ import annotations

import json
from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING

from quiz.commands.console import NOT_PASSED, OUR_FAULT, PASSED, Console
from quiz.commands.report import Told, report_lines
from quiz.commands.targets import Target, find, typed
from quiz.desk import Desk
from quiz.version import VERSION

if TYPE_CHECKING:
    from grader import Errand
    from grader.report import Report


def check(args: Namespace, desk: Desk, console: Console) -> int:
    """Judge what the arguments name: once, or until Ctrl+C."""
    desk.grader()
    target = find(desk, args.target or "", args.exercise or "")
    if args.watch:
        from quiz.commands.watch import Watching  # noqa: PLC0415  # 20 ms that one check does not pay

        judge, said = partial(_judged, args, desk), partial(_say, args, desk, console)
        Watching(desk, console, judge, said, talks=not args.json).run(target)
    report = _judged(args, desk, target)
    _say(args, desk, console, target, report)
    return exit_code(report)


def _judged(args: Namespace, desk: Desk, target: Target, errand: Errand | None = None) -> Report:
    from grader import Options  # noqa: PLC0415  # loaded by now; `list` does not pay 25 ms for it

    options = Options(file=str(target.file), salt=args.salt or "", strict=args.strict, hidden=args.hidden, shrink=True)
    return desk.check(target.exercise.id, target.source, options, errand)


def _say(args: Namespace, desk: Desk, console: Console, target: Target, report: Report) -> None:
    if args.json:
        console.say(json.dumps(report.to_json(VERSION), ensure_ascii=False))
        return
    flags = " --strict" * args.strict + " --hidden" * args.hidden
    again = f"{target.command}{flags} --salt {report.salt}"
    told = Told(report, args.explain, target.repro, typed(desk, report.exercise))
    if report.findings:
        desk.explained(report, told.step, told.steps)
    console.say(*report_lines(told, desk.words, again, console.width))


def exit_code(report: Report) -> int:
    """0 for a pass, 3 where we could not judge, 1 otherwise."""
    if report.verdict == "infra":
        return OUR_FAULT
    return PASSED if report.passed else NOT_PASSED
