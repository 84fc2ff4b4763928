"""A report as lines of plain text.

Owns the layout that `check` prints, and that the cause of a mistake is told only to who asks for it. Refuses to print
it, and to say anything that is not in the report.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.report_rows import CheckRow, rows
from quiz.telling import disclosed, most_steps, printed, traced
from quiz.words import Words
from quiz.wrapping import cells, render

if TYPE_CHECKING:
    from grader.report import Report

SIGNS = {True: "✓", False: "✗", None: "·"}


@dataclass(frozen=True)
class Told:
    """A report, and whether the cause of a mistake is wanted, too."""

    report: Report
    explain: bool
    repro: str
    """The command that writes the counterexample down."""
    exercise: str
    """What names it on the command line."""

    @property
    def steps(self) -> int:
        """How many steps there are at most from which gradient is wrong to the cause."""
        return most_steps(self.report)

    @property
    def step(self) -> int:
        """How far it is told."""
        return self.steps if self.explain else max(self.steps - 1, 0)


def report_lines(told: Told, words: Words, again: str, width: int) -> Iterator[str]:
    """Verdict, message, findings, a row per check, the worst entries, and what to type next."""
    report = told.report
    yield _headline(report, words)
    yield from _texts(told, words, width)
    if report.checks:
        yield ""
        yield from _rows(report, words)
    yield from _worst(report, words)
    if report.counterexample:
        yield ""
        yield from render(words("cli.smallest", text=report.counterexample.text[words.language]), width)
    yield from _printed(report, words)
    yield ""
    yield words("cli.again", command=again)
    if report.counterexample:
        yield words("cli.as_file", command=f"{told.repro} --salt {report.salt}")
    if told.step < told.steps:
        yield words("cli.next_cause", command=again)
    if report.passed:
        yield words("cli.see_solution", id=told.exercise)
    elif report.verdict != "infra":
        yield words("cli.next_hint", id=told.exercise)
    if report.isolation.startswith("D"):
        yield words("cli.reduced", isolation=report.isolation)


def _headline(report: Report, words: Words) -> str:
    sign = SIGNS[None if report.verdict == "infra" else report.passed]
    verdict = words(f"common.verdict.{report.verdict}")
    key = "cli.at_stage" if report.stage else "cli.headline"
    return f"{sign} {words(key, exercise=report.exercise, verdict=verdict, stage=report.stage)}"


def _texts(told: Told, words: Words, width: int) -> Iterator[str]:
    """The message with where it came from, then the findings as far as they are told, and the notes."""
    report = told.report
    yield ""
    yield from render(report.message[words.language], width)
    yield from (f"  {line}" for line in traced(report, words, width - 2))
    for steps in disclosed(report, told.step):
        yield ""
        for step in steps:
            yield from render(step.line(words), width)
    for note in report.notes:
        yield ""
        yield from render(words("cli.note", text=note.text[words.language]), width)


def _rows(report: Report, words: Words) -> Iterator[str]:
    lines = rows(report)
    wide = max(len(row.id) for row in lines)
    for row in lines:
        yield f"  {SIGNS[row.passed]} {row.id:{wide}}  {_said_of(row, words)}"


def _said_of(row: CheckRow, words: Words) -> str:
    if all(check.passed is None for check in row.checks):
        return words("cli.not_reached")
    count = words("cli.cases", n=len(row.checks), passed=row.passes)
    worst = row.worst
    if worst.passed is not False or worst.error is None:
        return count
    told = "cli.row_goal" if worst.stage == "goal" else "cli.row_error"
    error = words(told, error=_number(worst.error), tolerance=_number(worst.tolerance), case=worst.case)
    return words("cli.row_failed", count=count, error=error)


def _worst(report: Report, words: Words) -> Iterator[str]:
    """The first failure that has entries to show: the message speaks of the same one."""
    check = next((check for check in report.checks if check.passed is False and check.worst), None)
    if check is None:
        return
    head = [words(f"cli.worst_head.{name}") for name in ("index", "yours", "expected", "ratio")]
    table = [head]
    for entry in check.worst:
        ratio = entry.yours / entry.expected if entry.expected else math.nan
        index = ", ".join(map(str, entry.index))
        table.append([f"[{index}]", _number(entry.yours), _number(entry.expected), _number(ratio)])
    yield ""
    yield words("cli.worst", check=check.id, case=check.case)
    yield from _aligned(table)


def _printed(report: Report, words: Words) -> Iterator[str]:
    for number, (heading, lines) in enumerate(printed(report, words)):
        if not number:
            yield ""
            yield words("cli.printed")
        yield f"  {heading}"
        yield from (f"    {line}" for line in lines)


def _aligned(table: list[list[str]]) -> Iterator[str]:
    wide = [max(cells(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        yield "  " + "  ".join(" " * (w - cells(cell)) + cell for cell, w in zip(row, wide, strict=True))


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:.6g}"
