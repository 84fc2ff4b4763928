"""A Report as blocks and rows: what the exercise page shows of a judgement. Pure.

Owns the order: the mistake first, as far as it is disclosed, numbers after it. Refuses to judge and to draw.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from exercises.catalog import Stage
from grader.report import Check, Entry, Report
from quiz.report_rows import CheckRow, rows
from quiz.telling import disclosed, most_steps, printed, traced
from quiz.ui.drawing import Block, Look
from quiz.ui.voice import Voice
from quiz.wrapping import cells as width_of

MOST_WORST = 5
ROOM = 50
"""Cells that every report pane has."""
NAME = 20
"""Cells of a case's name in a row; what it is called in full stands where the row leads."""


@dataclass(frozen=True)
class Line:
    """One row: a check, or below it one of its cases."""

    row: CheckRow
    case: Check | None = None
    open: bool = False

    @property
    def leaf(self) -> bool:
        """Whether it stands for one case, and nothing is folded up in it."""
        return self.case is not None or len(self.row.checks) == 1

    @property
    def shown(self) -> Check:
        """The case that it is about, of several the worst."""
        return self.case or self.row.worst

    @property
    def passed(self) -> bool | None:
        """None where the judging did not get that far."""
        return self.case.passed if self.case else self.row.passed


def lines(report: Report, unfolded: Collection[str]) -> list[Line]:
    """The rows of a report, with the cases of these checks."""
    found = []
    for row in rows(report):
        cases = row.checks if row.id in unfolded and len(row.checks) > 1 else ()
        found += [Line(row, open=bool(cases)), *(Line(row, check) for check in cases)]
    return found


def cells(line: Line, voice: Voice) -> tuple[str, str, str, str, str]:
    """Symbol, check or case, cases passed, error, word."""
    symbol, word = {True: ("✓", "ok"), False: ("✗", "not_ok"), None: (" ", "not_reached")}[line.passed]
    error, form = line.shown.error, ".3g" if line.shown.stage == "goal" else ".1e"
    if line.case:
        name = f"    {short(line.case.case)}"
    else:
        name = f"{' ' if line.leaf else '-' if line.open else '+'} {line.row.id}"
    return (
        symbol,
        name,
        "" if line.case else f"{line.row.passes}/{len(line.row.checks)}",
        "" if error is None else f"{error:{form}}",
        voice(f"exercise.{word}"),
    )


def short(name: str) -> str:
    """As much of a case's name as a row has room for."""
    return name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"


def on_its_way(seconds: int, stages: Sequence[Stage], voice: Voice) -> list[Block]:
    """A check that runs: for how long, and what it has passed."""
    blocks = [Block(voice("exercise.busy", n=seconds), "self")]
    if stages:
        blocks.append(Block(" ".join(f"✓ {stage}" for stage in stages), "right", tight=True))
    return blocks


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
    if report.passed:
        blocks.append(Block(voice("exercise.passed_now"), "quiet"))
    if report.findings:
        blocks.append(Block(_next(step, most_steps(report), voice), "quiet"))
    return blocks


def _next(step: int, steps: int, voice: Voice) -> str:
    """What to press for more: after the cause comes the hint."""
    if step >= steps:
        return voice("exercise.next_hint")
    return voice("exercise.next_step" if step + 1 < steps else "exercise.next_cause", n=step + 1, total=steps)


def worst_entries(check: Check, voice: Voice) -> list[Block]:
    """Where the numbers of one check are farthest apart, in one case."""
    if not check.worst:
        return []
    case = voice("exercise.worst", check=check.id, case=check.case)
    return [Block(case, "head"), *(Block(line, "plain", tight=True) for line in _table(check.worst, voice))]


def _table(entries: tuple[Entry, ...], voice: Voice) -> Iterator[str]:
    """Aligned by cells: a heading may be Chinese."""
    table = [[voice(f"exercise.{name}") for name in ("index", "yours", "expected", "ratio")]]
    for entry in entries[:MOST_WORST]:
        ratio = f"{entry.yours / entry.expected:.4g}" if entry.expected else "-"
        table.append([str(list(entry.index)), f"{entry.yours:.6g}", f"{entry.expected:.6g}", ratio])
    wide = [max(map(width_of, column)) for column in zip(*table, strict=True)]
    for row in table:
        yield "  " + "  ".join(" " * (room - width_of(cell)) + cell for cell, room in zip(row, wide, strict=True))


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
