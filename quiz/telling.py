"""What both front ends tell of a report besides its numbers: where it raised, what was printed, what is named so far.

Owns the order and how much of it is shown. Pure; refuses to style, and to say anything that is not in the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from exercises.content import Language, Text
from quiz.wrapping import cells

if TYPE_CHECKING:
    from grader.report import Finding, Printed, Report, TraceFrame

MOST_PRINTED = 20
"""Lines that are shown of what one function prints in one case; the JSON has them all."""
BETWEEN = " · "


class Speaker(Protocol):
    """The interface's words in one language: `Words` of the command line, `Voice` of the app."""

    @property
    def language(self) -> Language:
        """What is spoken."""

    def __call__(self, key: str, **values: object) -> str:
        """The text under this key."""


@dataclass(frozen=True)
class Step:
    """One step of a finding, from which gradient it is about to what caused it."""

    number: int
    text: Text
    cause: bool
    """The last one, which names the mistake."""

    def line(self, words: Speaker, bold: str = "") -> str:
        """As an item of a list; a full-width colon brings its own space."""
        text, label = self.text[words.language], words("common.cause")
        if not self.cause:
            return f"{self.number}. {text}"
        return f"{self.number}. {bold}{label}{bold}{'' if label.endswith('：') else ' '}{text}"


def most_steps(report: Report) -> int:
    """How many steps there are to disclose; 0 where nothing was named."""
    return max((len(_steps(finding)) for finding in report.findings), default=0)


def disclosed(report: Report, step: int) -> list[list[Step]]:
    """Each finding as far as it is told at this step. All causes come with the last step, however few come before."""
    told = [_steps(finding) for finding in report.findings]
    hidden = most_steps(report) - step
    return [steps[: len(steps) - hidden] for steps in told if len(steps) > hidden]


def traced(report: Report, words: Speaker, width: int) -> Iterator[str]:
    """Each frame of an exception: its line, its code with the failing expression underlined, what its names hold."""
    for frame in report.trace:
        if frame.line:
            key = "common.at_line_in" if frame.function.isidentifier() else "common.at_line"
            yield words(key, line=frame.line, function=frame.function)
        yield from _marked(frame, width)
        yield from _listed(frame.values, width)


def printed(report: Report, words: Speaker) -> Iterator[tuple[str, list[str]]]:
    """(Under which heading, its lines) for every case and function that printed something."""
    for part in report.outputs:
        lines = part.text.rstrip("\n").split("\n")
        more = len(lines) - MOST_PRINTED
        tail = [words("common.more_lines", n=more)] if more > 0 else []
        yield _heading(part, words), lines[:MOST_PRINTED] + tail


def _steps(finding: Finding) -> list[Step]:
    texts = finding.steps or (Text(finding.where, finding.where), finding.text)
    return [Step(number, text, number == len(texts)) for number, text in enumerate(texts, 1)]


def _heading(part: Printed, words: Speaker) -> str:
    if not part.case:
        return words("common.while_loading")
    return words("common.in_case", case=part.case, function=part.function)


def _marked(frame: TraceFrame, width: int) -> Iterator[str]:
    """A line that does not fit is folded by whoever shows it, so nothing can stand under it."""
    indent = "  "
    yield indent + frame.code
    if frame.mark and cells(indent + frame.code) <= width:
        first, end = frame.mark
        yield indent + " " * cells(frame.code[:first]) + "^" * cells(frame.code[first:end])


def _listed(values: tuple[str, ...], width: int) -> Iterator[str]:
    """Values beside one another as far as they fit; none is torn apart."""
    line = ""
    for value in values:
        longer = f"{line}{BETWEEN}{value}" if line else f"  {value}"
        if line and cells(longer) > width:
            yield line
            longer = f"  {value}"
        line = longer
    if line:
        yield line
