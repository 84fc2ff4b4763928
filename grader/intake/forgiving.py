"""Judges what is right but does not load, for an import that nothing uses or for demo code outside the functions.

Owns when anything is left out, and that it is said. A file is judged as it was handed in; only where that fails while
loading, or in its time or memory, is it tried again with less of what the judged functions do not need, by the very
same grader, and only what then loads counts. Nobody gains by it: whatever is left is the student's own code. What was
stopped for reaching out stays noted, however the rest is judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from exercises.catalog import Exercise
from exercises.content import Text
from grader.handed import Place
from grader.intake import said
from grader.report import Note, Report, TraceFrame
from grader.tasks import Options

if TYPE_CHECKING:
    from grader import Grader
    from grader.intake.trim import Trimmed

SLOW = ("timeout", "memory")
"""Demo code may have taken what the functions then lacked."""
ABSENT = "No module named "
"""How Python words it. A package that is not here is `blocked`, too, and nobody is to be suspected for that."""
LINE = re.compile(r"\bline (\d{1,7})\b")
LINE_ZH = re.compile(r"第 ?(\d{1,7}) ?行")


def check(grader: Grader, exercise: Exercise, source: bytes, options: Options, places: Sequence[Place] = ()) -> Report:
    """The report on what was handed in, with a note on whatever had to be left out.

    Its `sha256` is always that of `source`. With `places`, those of a submission, it speaks of cells of the notebook.
    """
    seen: list[Report] = []

    def judged(tried: bytes) -> Report:
        seen.append(grader.check(exercise, tried, options))
        return seen[-1]

    report = judged(source)
    if report.stage == "loads" or report.verdict in SLOW:
        report = _again(judged, exercise, source, report)
    if stopped := next(filter(_reached_out, seen), None):
        note = replace(said.tried(_briefly(stopped.message)), hidden=stopped.hidden)
        report = replace(report, notes=(note, *report.notes))
    return located(report, places) if places else report


def _briefly(message: Text) -> Text:
    from grader.messages import ALLOWED  # noqa: PLC0415 (NumPy, which who only gathers never needs)

    return Text(message.en.removesuffix(ALLOWED.en), message.zh.removesuffix(ALLOWED.zh))


def _reached_out(report: Report) -> bool:
    return report.verdict == "blocked" and not report.message.en.startswith(ABSENT)


def _again(judged: Callable[[bytes], Report], exercise: Exercise, source: bytes, first: Report) -> Report:
    from grader.intake.trim import trimmed  # noqa: PLC0415 (tree-sitter and NumPy: only for the few that need it)

    tries = list(trimmed(source, [function.name for function in exercise.functions]))
    best, before, slow = first, first, first.verdict in SLOW
    while tries:
        found = tries[-1] if slow else tries[0]  # patience for two that take all of their time, not for each
        report = judged(found.source)
        told = replace(report, sha256=first.sha256, notes=(*_notes(found, before), *report.notes))
        if _counts(report, found, first):
            if report.verdict not in SLOW:
                return told
            best = told  # unless it takes less with less
        before, tries = report, [] if slow else tries[1:]
        slow = report.verdict in SLOW
    return best


def _counts(report: Report, found: Trimmed, first: Report) -> bool:
    """It loads; and without its demo code it has to be worth more, or what was handed in says better what is wrong.

    So code that tries to get out of its process is still reported as that, unless its functions are right.
    """
    if report.verdict == "infra" or report.stage == "loads":
        return False
    return report.score > first.score if found.demo else first.stage == "loads"


def _notes(found: Trimmed, before: Report) -> list[Note]:
    """What was left out; `before` is what was said as long as the last of it was there."""
    notes = []
    if found.magics:
        notes.append(said.left_out_magics(found.magics))
    if found.imports:
        notes.append(said.left_out_imports(found.imports))
    if found.demo:
        why = Text() if _reached_out(before) else before.message  # which is a note of its own
        notes.append(replace(said.left_out_demo(found.demo, why), hidden=before.hidden))
    return notes


def located(report: Report, places: Sequence[Place]) -> Report:
    """The same report, its lines told as those of the notebook's cells."""

    def told(text: Text) -> Text:
        return Text(
            LINE.sub(lambda found: _place(found, places, "cell {cell}, line {line}"), text.en),
            LINE_ZH.sub(lambda found: _place(found, places, "第 {cell} 个单元格第 {line} 行"), text.zh),
        )

    return replace(
        report,
        message=told(report.message),
        trace=tuple(_in_cell(frame, places) for frame in report.trace),
        notes=tuple(replace(note, text=told(note.text)) for note in report.notes),
        findings=tuple(
            replace(finding, text=told(finding.text), steps=tuple(map(told, finding.steps)))
            for finding in report.findings
        ),
    )


def _in_cell(frame: TraceFrame, places: Sequence[Place]) -> TraceFrame:
    if not 1 <= frame.line <= len(places):
        return frame
    place = places[frame.line - 1]
    return replace(frame, cell=place.cell, line=place.line)


def _place(found: re.Match[str], places: Sequence[Place], form: str) -> str:
    line = int(found[1])
    if not 1 <= line <= len(places):
        return found[0]
    place = places[line - 1]
    return form.format(cell=place.cell, line=place.line)
