"""Marks what was typed: numbers, shapes, terms, gaps, output.

Owns tolerances and which slip an answer is. A slip is a wrong value that people really reach; when the learner
reached it, its `why` is worth more than "wrong". Refuses to read what was typed: `reading` does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from exercises.content import Text
from quiz import reading
from quiz.expr import Number, evaluate
from quiz.mark import Answer, Mark, joined, only_text, outcome, same
from quiz.reading import Unreadable
from quiz.variants import Posed

NEAR = 10
"""An answer within this many tolerances is told that it is close; it is still wrong."""


def mark_number(posed: Posed, answer: Answer) -> Mark:
    """Right within the drill's tolerance; exactly, where it states none."""
    drill: Any = posed.drill
    typed = reading.number(only_text(answer), drill.unit)
    value = evaluate(drill.answer, posed.values)
    right = with_unit(value, drill)
    if distance(typed, value, drill) <= 1:
        return Mark("right", 1.0, right, (), drill.explain)
    return Mark("wrong", 0.0, right, _number_why(typed, value, posed), drill.explain)


def distance(typed: Fraction, value: Number, drill: Any) -> float:
    """How many tolerances lie between the two; infinite where the drill states none and they differ."""
    gap = abs(typed - Fraction(value))
    # a hair wider than stated: 0.26 − 0.25 is more than 0.01 in binary
    allowed = Fraction(max(drill.relative * abs(value), drill.absolute)) * (1 + Fraction(1, 10**9))
    if not allowed:
        return 0.0 if not gap else math.inf
    return float(min(gap / allowed, Fraction(10**9)))


def with_unit(value: Number, drill: Any) -> Text:
    """The number as it is shown: in as few digits as lose nothing against the tolerance."""
    number = _digits(value, max(drill.relative * abs(value), drill.absolute))
    return Text(f"{number} {drill.unit['en']}".strip(), f"{number} {drill.unit['zh']}".strip())


def mark_shape(posed: Posed, answer: Answer) -> Mark:
    """Right or wrong as a whole."""
    drill: Any = posed.drill
    typed = reading.shape(only_text(answer))
    value = shape_value(drill.answer, posed)
    right = same(_shape_text(value))
    if typed == value:
        return Mark("right", 1.0, right, (), drill.explain)
    why = [slip.why for slip in drill.slips if shape_value(slip.value, posed) == typed]
    if not why and len(typed) != len(value):
        why = [
            Text(
                f"The number of dimensions is {len(value)}, yours has {len(typed)}.",
                f"应为 {len(value)} 维，你的答案是 {len(typed)} 维。",
            )
        ]
    return Mark("wrong", 0.0, right, tuple(why[:1]), drill.explain)


def shape_value(entries: Sequence[str], posed: Posed) -> tuple[Number, ...]:
    """The shape whose entries are these expressions."""
    return tuple(evaluate(entry, posed.values) for entry in entries)


def mark_term(posed: Posed, answer: Answer) -> Mark:
    """One of the accepted spellings, in either language."""
    drill: Any = posed.drill
    typed = reading.term(only_text(answer))
    if not typed:
        raise Unreadable(Text("Type a term.", "请输入一个术语。"))
    score = float(_accepted(typed, drill.accept))
    return Mark(outcome(score), score, _term_text(drill.accept), (), drill.explain)


def mark_cloze(posed: Posed, answer: Answer) -> Mark:
    """The share of gaps."""
    drill: Any = posed.drill
    typed = [reading.term(text) for text in answer.texts]
    if len(typed) != len(drill.gaps) or not all(typed):
        raise Unreadable(Text("Fill every gap.", "请填写每一个空。"))
    right = [_accepted(text, gap.accept) for text, gap in zip(typed, drill.gaps, strict=True)]
    score = sum(right) / len(right)
    shown = joined((_gap_text(i, gap.accept) for i, gap in enumerate(drill.gaps, 1)), "; ", "；")
    return Mark(outcome(score), score, shown, (), drill.explain)


def mark_output(posed: Posed, answer: Answer) -> Mark:
    """What the code prints."""
    drill: Any = posed.drill
    typed = only_text(answer)
    right = same(drill.answer.strip("\n"))
    if reading.same_output(typed, drill.answer):
        return Mark("right", 1.0, right, (), drill.explain)
    why = [slip.why for slip in drill.slips if reading.same_output(typed, slip.value)]
    return Mark("wrong", 0.0, right, tuple(why[:1]), drill.explain)


def _number_why(typed: Fraction, value: Number, posed: Posed) -> tuple[Text, ...]:
    drill: Any = posed.drill
    slips = [(distance(typed, evaluate(slip.value, posed.values), drill), slip.why) for slip in drill.slips]
    near, why = min(slips, key=lambda slip: slip[0], default=(math.inf, Text()))
    if near <= 1:
        return (why,)
    if distance(typed, value, drill) <= NEAR:
        allowed = _tolerance_text(drill)
        return (
            Text(
                f"Close, but not within {allowed}: a matter of rounding, perhaps.",
                f"很接近，但误差超出了 {allowed}，可能是舍入造成的。",
            ),
        )
    return ()


def _tolerance_text(drill: Any) -> str:
    return f"{drill.relative * 100:g}%" if drill.relative else f"±{drill.absolute:g}"


def _digits(value: Number, tolerance: float) -> str:
    if isinstance(value, int):
        return str(value)
    shown = (f"{value:.{digits}g}" for digits in range(3, 17))
    return next((text for text in shown if abs(float(text) - value) <= tolerance / 20), repr(value))


def _shape_text(sizes: Sequence[Number]) -> str:
    inner = ", ".join(map(str, sizes))
    return f"({inner},)" if len(sizes) == 1 else f"({inner})"


def _accepted(typed: str, accept: Iterable[str]) -> bool:
    return typed in map(reading.term, accept)


def _term_text(accept: Sequence[str]) -> Text:
    """The first spelling of each language."""
    han = next((text for text in accept if any("\u4e00" <= char <= "\u9fff" for char in text)), "")
    latin = next((text for text in accept if text.isascii()), accept[0])
    return Text(latin, f"{han}（{latin}）" if han and han != latin else latin)


def _gap_text(index: int, accept: Sequence[str]) -> Text:
    return joined([same(f"[{index}]"), _term_text(accept)], " ", " ")
