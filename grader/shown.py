"""What a child said about itself, made fit to be shown: where it raised, and what each call printed.

Owns bounds and cleaning. Believes nothing: all of it is the submission's word, and none of it reaches a verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.messages import quoted
from grader.report import Printed, TraceFrame
from grader.sandbox.child import Failure
from grader.sandbox.prints import UNIT
from grader.sandbox.raised import MAX_CODE, MAX_FRAMES, MAX_NAMES, MAX_TEXT

MAX_LINE = 10**6
MAX_NAME = 60
MAX_VALUE = MAX_NAME + MAX_TEXT
CASE_KEPT = 8 * 1024


def trace(failure: Failure) -> tuple[TraceFrame, ...]:
    """The learner's frames, the innermost last; none where nothing was raised."""
    frames = failure.facts.get("frames")
    return tuple(_frame(told) for told in frames[-MAX_FRAMES:]) if isinstance(frames, list) else ()


def printed(parts: Sequence[tuple[str, str]]) -> tuple[Printed, ...]:
    """What was printed, by case, and in it by function, in the order in which they began.

    A function runs several times in a case; what it prints the same each time is told once. Under a heading without
    a case stands what timed work printed: the same again, a hundred times.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for number, (heading, said) in enumerate(parts):
        case, unit, function = heading.partition(UNIT)
        if said.strip() and (unit or number == 0):
            texts = found.setdefault((quoted(case, MAX_NAME), quoted(function, MAX_NAME)), [])
            if said not in texts:
                texts.append(said)
    cases = list(dict.fromkeys(case for case, _ in found))
    by_case = sorted(found.items(), key=lambda item: cases.index(item[0][0]))
    return tuple(Printed(*key, "".join(texts)[:CASE_KEPT]) for key, texts in by_case)


def _frame(told: dict[str, Any]) -> TraceFrame:
    line, code, mark, values = told["line"], told["code"][:MAX_CODE], told.get("mark"), told.get("values")
    function = told.get("function")
    match mark:
        case [int(first), int(end)] if 0 <= first < end <= len(code):
            mark = (first, end)
        case _:
            mark = None
    return TraceFrame(
        line=line if 0 < line < MAX_LINE else 0,
        function=quoted(function, MAX_NAME) if isinstance(function, str) else "",
        code="".join(c if c.isprintable() else " " for c in code),  # one for one, or the mark would be off
        mark=mark,
        values=tuple(quoted(v, MAX_VALUE) for v in values[:MAX_NAMES] if isinstance(v, str))
        if isinstance(values, list)
        else (),
    )
