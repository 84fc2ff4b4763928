"""A Report as blocks and rows: what the exercise page shows of a judgement. Pure.

Owns the order: the mistake first, as far as it is disclosed, numbers after it. Refuses to judge and to draw.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.report import Entry, Report
from quiz.check_rows import CheckRow
from quiz.telling import disclosed, most_steps, printed, traced
from quiz.ui.drawing import Block, Look
from quiz.ui.voice import Voice

MOST_WORST = 5
ROOM = 50
"""Cells that every report pane has."""


def cells(row: CheckRow, voice: Voice) -> tuple[str, str, str, str, str]:
    """Symbol, check, cases passed, error, word."""
    symbol, word = {True: ("✓", "ok"), False: ("✗", "not_ok"), None: (" ", "not_reached")}[row.passed]
    error, form = row.worst.error, ".3g" if row.worst.stage == "goal" else ".1e"
    return (
        symbol,
        row.id,
        f"{row.passes}/{len(row.checks)}",
        "" if error is None else f"{error:{form}}",
        voice(f"exercise.{word}"),
    )


def headline(report: Report, step: int, voice: Voice) -> list[Block]:
    """The verdict, where it raised, the mistakes up to this step, and what is worth saying besides."""
    look: Look = "right" if report.passed else "wrong"
    symbol = "✓" if report.passed else "!" if report.verdict == "infra" else "✗"
    blocks = [Block(f"{symbol} {voice(f'common.verdict.{report.verdict}')}", look)]
    if report.message:
        blocks.append(Block(voice.of(report.message), tight=True))
    blocks += [Block(line, "plain", tight=True) for line in traced(report, voice, ROOM)]
    for steps in disclosed(report, step):
        blocks.append(Block("\n".join(told.line(voice, bold="**") for told in steps)))
    if report.counterexample:
        blocks.append(Block(voice("exercise.smallest", text=voice.of(report.counterexample.text))))
    blocks += [Block(voice.of(note.text), "quiet") for note in report.notes]
    if report.findings:
        blocks.append(Block(_next(step, most_steps(report), voice), "quiet"))
    return blocks


def _next(step: int, steps: int, voice: Voice) -> str:
    """What to press for more: after the cause comes the hint."""
    if step >= steps:
        return voice("exercise.next_hint")
    return voice("exercise.next_step" if step + 1 < steps else "exercise.next_cause", n=step + 1, total=steps)


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


def rest(report: Report, voice: Voice) -> list[Block]:
    """What the submission printed, how it was run, and how to see the same cases again."""
    blocks = [Block(voice("exercise.printed"), "head")] if report.outputs else []
    for heading, lines in printed(report, voice):
        blocks += [
            Block(heading, "quiet", tight=True),
            Block("\n".join(f"  {line}" for line in lines), "plain", tight=True),
        ]
    blocks.append(Block(voice("exercise.salt", salt=report.salt, ms=round(report.ms)), "quiet"))
    return blocks
