"""A Report as blocks and rows: what the exercise page shows of a judgement. Pure.

Owns the order: the named mistake first, numbers after it. Refuses to judge and to draw.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from grader.report import Check, Entry, Report
from quiz.ui.drawing import Block, Look, labelled
from quiz.ui.voice import Voice

MOST_WORST = 5


@dataclass(frozen=True)
class CheckRow:
    """All cases of one check id."""

    id: str
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool | None:
        """None where the judging did not get that far in every case."""
        if any(check.passed is False for check in self.checks):
            return False
        return True if all(check.passed for check in self.checks) else None

    @property
    def worst(self) -> Check:
        """The case with the largest error; NaN counts as the largest of all."""
        return max(self.checks, key=lambda check: (check.passed is False, _size(check.error)))


def _size(error: float | None) -> float:
    if error is None:
        return -1.0
    return math.inf if math.isnan(error) else error


def rows(report: Report) -> list[CheckRow]:
    """One row a check id, in the order in which they were judged."""
    of_id: dict[str, list[Check]] = {}
    for check in report.checks:
        of_id.setdefault(check.id, []).append(check)
    return [CheckRow(check_id, tuple(checks)) for check_id, checks in of_id.items()]


def cells(row: CheckRow, voice: Voice) -> tuple[str, str, str, str, str]:
    """Symbol, check, cases passed, error, word."""
    symbol, word = {True: ("✓", "ok"), False: ("✗", "not_ok"), None: (" ", "not_reached")}[row.passed]
    error = row.worst.error
    return (
        symbol,
        row.id,
        f"{sum(check.passed is True for check in row.checks)}/{len(row.checks)}",
        "" if error is None else f"{error:.1e}",
        voice(f"exercise.{word}"),
    )


def headline(report: Report, voice: Voice) -> list[Block]:
    """The verdict, the cause with its name, and what is worth saying besides."""
    look: Look = "right" if report.passed else "wrong"
    symbol = "✓" if report.passed else "!" if report.verdict == "infra" else "✗"
    blocks = [Block(f"{symbol} {voice(f'common.verdict.{report.verdict}')}", look)]
    if report.message:
        blocks.append(Block(voice.of(report.message), tight=True))
    named = voice("exercise.finding")
    blocks += [Block(labelled(named, voice.of(finding.text))) for finding in report.findings]
    blocks += [Block(voice.of(note.text), "quiet") for note in report.notes]
    return blocks


def worst_entries(row: CheckRow, voice: Voice) -> list[Block]:
    """Where the numbers of one check are farthest apart, in its worst case."""
    check = row.worst
    if not check.worst:
        return []
    case = voice("exercise.worst", check=check.id, case=check.case)
    return [Block(case, "head"), *(Block(line, "plain", tight=True) for line in _table(check.worst, voice))]


def _table(entries: tuple[Entry, ...], voice: Voice) -> Iterator[str]:
    lines = [(voice("exercise.index"), voice("exercise.yours"), voice("exercise.expected"))]
    lines += [(str(list(e.index)), f"{e.yours:.6g}", f"{e.expected:.6g}") for e in entries[:MOST_WORST]]
    for index, yours, expected in lines:
        yield f"  {index:<16}{yours:>14}{expected:>16}"


def printed(report: Report, voice: Voice) -> list[Block]:
    """What the submission printed, how it was run, and how to see the same cases again."""
    blocks = []
    if report.output:
        blocks += [Block(voice("exercise.printed"), "head"), Block(report.output, "plain", tight=True)]
    blocks.append(Block(voice("exercise.salt", salt=report.salt, ms=round(report.ms)), "quiet"))
    return blocks
