"""The door of marking: (posed card, answer) -> Mark, for every kind of drill.

Owns the list of kinds, the `line` drills and what a mark means to the schedule. Pure, but for `line`, which asks
the grader that is handed in. Refuses to guess: an answer that cannot be read raises `Unreadable`, and is neither
marked nor logged.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from exercises.content import Text
from quiz import reading
from quiz.chosen import (
    mark_bug,
    mark_matching,
    mark_multiple,
    mark_open,
    mark_ordering,
    mark_single,
    mark_truth,
)
from quiz.mark import Answer, Mark, only_text, same
from quiz.reading import Unreadable
from quiz.typed import mark_cloze, mark_number, mark_output, mark_shape, mark_term
from quiz.variants import Posed

if TYPE_CHECKING:
    from grader import LineResult, LineTask

__all__ = ["Answer", "GraderFailed", "GradesLines", "Mark", "Unreadable", "line_mark", "line_task", "mark", "rating"]

AGAIN: Final = 1
HARD: Final = 2
GOOD: Final = 3


class GradesLines(Protocol):
    """As much of the grader as marking needs."""

    def check_line(self, task: LineTask, line: str, salt: str) -> LineResult:
        """Judge one line in the locked worker."""


class GraderFailed(Unreadable):
    """The line could not be judged, and that is our fault: it must never count as a wrong answer."""


def mark(posed: Posed, answer: Answer, grader: GradesLines | None = None) -> Mark:
    """The mark.

    Raises Unreadable where the answer cannot be understood, GraderFailed where the grader could not judge.
    """
    if posed.kind == "line":
        return _mark_line(posed, answer, grader)
    return _MARKERS[posed.kind](posed, answer)


def rating(marked: Mark) -> Literal[1, 2, 3]:
    """For the schedule: again, hard or good. Never easy: a guess among four is right once in four times."""
    if marked.score < 0.5:
        return AGAIN
    return HARD if marked.score < 1 else GOOD


def line_task(drill: Any) -> LineTask:
    """The drill as the grader takes it: plain values, so that the grader knows no question."""
    # loaded when a line is marked: start-up needs none of it
    from grader import LineArg, LineTask  # noqa: PLC0415

    return LineTask(
        args=tuple(LineArg(arg.name, arg.shape, arg.draw) for arg in drill.args),
        forward=drill.forward,
        frame=drill.code,
        target=drill.target,
        upstream=drill.upstream,
        wrong=tuple(wrong.code for wrong in drill.wrong),
    )


def _mark_line(posed: Posed, answer: Answer, grader: GradesLines | None) -> Mark:
    drill: Any = posed.drill
    typed = reading.line(only_text(answer), drill.code)
    reading.check_syntax(drill.code, typed)
    if grader is None:
        raise GraderFailed(Text("This drill needs the grader.", "这道题需要判题程序。"))
    # the same seed draws the same arrays, so that a mark can be replayed
    result = grader.check_line(line_task(drill), typed, f"{posed.card}:{posed.seed}")
    if result.verdict == "infra":
        raise GraderFailed(result.message)
    if result.verdict == "pass":
        return line_mark(posed, right=True, why=())
    known = () if result.matched is None else (drill.wrong[result.matched].why,)
    return line_mark(posed, right=False, why=(*known, result.message))


def line_mark(posed: Posed, *, right: bool, why: tuple[Text, ...]) -> Mark:
    """The mark of a line that was judged, now or earlier: only the grader knows `why`, and that is kept."""
    drill: Any = posed.drill
    truth = same(drill.right[0])
    return Mark("right" if right else "wrong", float(right), truth, () if right else why, drill.explain)


_MARKERS: dict[str, Callable[[Posed, Answer], Mark]] = {
    "single": mark_single,
    "multiple": mark_multiple,
    "truth": mark_truth,
    "numeric": mark_number,
    "parametric": mark_number,
    "shape": mark_shape,
    "term": mark_term,
    "ordering": mark_ordering,
    "matching": mark_matching,
    "cloze": mark_cloze,
    "output": mark_output,
    "bug": mark_bug,
    "open": mark_open,
}
