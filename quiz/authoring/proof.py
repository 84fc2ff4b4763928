"""Runs what a question's author claims about code: outputs, bugs and lines, in the grader's locked process.

Owns what a code drill must do to be true. Refuses to read files (`bank`) and to judge form (`check`). The app
never comes here: it trusts what is stored, and stored answers are proved by `gradlings content check`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from exercises.catalog import Limits
from exercises.content import ContentError
from grader.tasks import LineResult, LineTask, Ran
from quiz.bank import Bank
from quiz.card_id import drill_of
from quiz.faults import Faults
from quiz.marking import line_task

LIMITS = Limits(seconds=5.0)
SALT = "proof"


class Runner(Protocol):
    """As much of the grader as proofs need."""

    def run_source(self, source: str, limits: Limits) -> Ran:
        """Run a program."""

    def check_lines(self, task: LineTask, lines: Sequence[str], salt: str) -> list[LineResult]:
        """Judge lines of backward."""


def prove(bank: Bank, content: Path, runner: Runner) -> Iterator[ContentError]:
    """Every code drill of the bank whose claim does not hold."""
    provers = {"output": _prove_output, "bug": _prove_bug, "line": _prove_line}
    for card in bank.cards.values():
        if card.kind in provers:
            drill = bank.question(card.id).drill(drill_of(card.id))
            faults = Faults(str(content / "questions" / bank.file(card.id))).at(f"drills.{drill.id}")
            provers[card.kind](drill, runner, faults)
            yield from faults.found


def _prove_output(drill: Any, runner: Runner, faults: Faults) -> None:
    ran = runner.run_source(drill.code, LIMITS)
    if ran.ended != "done":
        faults.add("code", f"does not run to its end ({ran.error or ran.ended})", "mend the code")
    elif _value(ran.stdout) != _value(drill.answer):
        faults.add("answer", f"the code prints `{ran.stdout.strip()}`", "store what it prints")


def _prove_bug(drill: Any, runner: Runner, faults: Faults) -> None:
    lines = drill.code.splitlines()
    ran = runner.run_source("\n".join((*lines, drill.test)), LIMITS)
    if not (ran.ended == "raised" and ran.error.startswith("AssertionError")):
        found = ran.error or ran.ended
        faults.add("test", f"does not fail by an assertion on the code with the bug ({found})", "make it fail there")
    lines[drill.line - 1] = drill.fix
    ran = runner.run_source("\n".join((*lines, drill.test)), LIMITS)
    if ran.ended != "done":
        faults.add("fix", f"the test fails with it ({ran.error or ran.ended})", "mend the fix or the test")


def _prove_line(drill: Any, runner: Runner, faults: Faults) -> None:
    lines = [*drill.right, *(wrong.code for wrong in drill.wrong)]
    results = runner.check_lines(line_task(drill), lines, SALT)
    right, wrong = results[: len(drill.right)], results[len(drill.right) :]
    for number, (line, result) in enumerate(zip(drill.right, right, strict=True)):
        if result.verdict != "pass":
            faults.add(f"right[{number}]", f"`{line}` does not pass: {result.message.en}", "mend it")
    for number, (known, result) in enumerate(zip(drill.wrong, wrong, strict=True)):
        if result.verdict == "pass":
            faults.add(f"wrong[{number}]", f"`{known.code}` passes", "it is right: move or remove it")
        elif result.matched != number:
            faults.add(f"wrong[{number}]", f"`{known.code}` gives the same as another wrong line", "remove one of them")


def _value(text: str) -> object:
    """Compared as Python values where both are, so that spacing inside a tuple does not count."""
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return "\n".join(line.rstrip() for line in text.strip().splitlines())
