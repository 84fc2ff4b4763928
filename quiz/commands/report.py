"""A report as lines of plain text.

Owns the layout that `check` prints. Refuses to print it, and to say anything that is not in the report.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from exercises.content import Text
from quiz.check_rows import CheckRow, rows
from quiz.words import Words
from quiz.wrapping import cells, render

if TYPE_CHECKING:
    from grader.report import Report

SIGNS = {True: "✓", False: "✗", None: "·"}


def report_lines(report: Report, words: Words, again: str, width: int) -> Iterator[str]:
    """Verdict, message, findings, a row per check, the worst entries, and what to type next."""
    yield _headline(report, words)
    yield from _texts(report, words, width)
    if report.checks:
        yield ""
        yield from _rows(report, words)
    yield from _worst(report, words)
    if report.output:
        yield ""
        yield words("cli.printed")
        yield from (f"  {line}" for line in report.output.splitlines())
    yield ""
    yield words("cli.again", command=again)
    if report.passed:
        yield words("cli.see_solution", id=report.exercise)
    elif report.verdict != "infra":
        yield words("cli.next_hint", id=report.exercise)


def _headline(report: Report, words: Words) -> str:
    sign = SIGNS[None if report.verdict == "infra" else report.passed]
    verdict = words(f"common.verdict.{report.verdict}")
    key = "cli.at_stage" if report.stage else "cli.headline"
    return f"{sign} {words(key, exercise=report.exercise, verdict=verdict, stage=report.stage)}"


def _texts(report: Report, words: Words, width: int) -> Iterator[str]:
    """The message, then findings and notes; the message often is the first finding, and is not said twice."""
    said: set[Text] = set()
    notes = [Text(words("cli.note", text=note.text[words.language])) for note in report.notes]
    for text in (report.message, *(finding.text for finding in report.findings), *notes):
        if text and text not in said:
            said.add(text)
            yield ""
            yield from render(text[words.language], width)


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
    error = words("cli.row_error", error=_number(worst.error), tolerance=_number(worst.tolerance), case=worst.case)
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


def _aligned(table: list[list[str]]) -> Iterator[str]:
    wide = [max(cells(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        yield "  " + "  ".join(" " * (w - cells(cell)) + cell for cell, w in zip(row, wide, strict=True))


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:.6g}"
