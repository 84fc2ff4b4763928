"""Reads what a learner types: numbers, shapes, terms, printed output, one line of code.

Owns which spellings count as the same answer, full-width ones of a Chinese keyboard included. Refuses to judge:
what cannot be read is `Unreadable`, which costs the learner nothing. Terms are compared whole, never by
substring: "not dropout" is not dropout.
"""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings
from fractions import Fraction
from typing import Any

from exercises.content import Text

LONGEST = 400
HOLE = "____"

_DECIMAL = r"(?:\d+\.?\d*|\.\d+)"
_POWER = r"(?:e|(?:×|\*)10(?:\^|\*\*))"
_ONE = rf"[+-]?{_DECIMAL}(?:{_POWER}[+-]?\d{{1,3}})?"
_NUMBER = re.compile(rf"({_ONE})(?:/({_ONE}))?(%?)")
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
_MEANT = str.maketrans(dict.fromkeys("−–—﹣", "-") | {"。": "."})
"""What a keyboard or an input method puts in the place of what was meant."""
_TERM_NOISE = re.compile(r"[\s\-_‐‑‒–—−·.。]+")
_SEPARATOR = re.compile(r"[,x×*、\s]+")
_ASSIGNED = re.compile(rf"^\s*(\w+)\s*=\s*{HOLE}", re.MULTILINE)
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_FULL_WIDTH = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("\u3000"): " ", ord("−"): "-", ord("。"): "."}
)


class Unreadable(Exception):
    """The learner's answer cannot be understood; `text` says what to type instead. Nothing was marked."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def number(typed: str, unit: Text | None = None) -> Fraction:
    """The number that was typed, exactly. Raises Unreadable.

    A unit may follow, the drill's own and no other. `25%` is a quarter, but 25 where the unit is percent.
    """
    units = {_plain(name) for name in (unit.en, unit.zh)} - {""} if unit else set()
    text = _plain(typed)
    for name in sorted(units, key=len, reverse=True):
        if text.endswith(name):
            text = text.removesuffix(name)
            break
    text = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)
    if len(typed) <= LONGEST and (found := _NUMBER.fullmatch(text)):
        above, below = _fraction(found[1]), _fraction(found[2] or "1")
        if below:
            return above / below / (100 if found[3] else 1)
    raise Unreadable(_no_number(typed, unit))


def shape(typed: str) -> tuple[int, ...]:
    """The shape that was typed: `(8, 16)`, `8x16`, `[8,16]`, `8 16`, `(8,)`. Raises Unreadable."""
    text = unicodedata.normalize("NFKC", typed).casefold().strip().replace("，", ",")
    if text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[0]]):
        text = text[1:-1].strip()
    text = text.removesuffix(",").strip()
    sizes = _SEPARATOR.split(text) if text else []
    if sizes and all(size.isdecimal() and len(size) <= 12 for size in sizes):
        return tuple(map(int, sizes))
    raise Unreadable(
        Text(
            f"“{_short(typed)}” cannot be read as a shape; type e.g. (8, 16) or 8x16.",
            f"「{_short(typed)}」无法识别为形状；请输入如 (8, 16) 或 8x16。",
        )
    )


def term(typed: str) -> str:
    """The term without what does not matter: case, width, spaces, hyphens. Empty where nothing is left."""
    return _TERM_NOISE.sub("", unicodedata.normalize("NFKC", typed[:LONGEST]).casefold())


def same_output(one: str, other: str) -> bool:
    """Whether two outputs say the same, line by line: as Python literals, else as text without extra spaces."""
    ones, others = _lines(one), _lines(other)
    return len(ones) == len(others) and all(map(_same_line, ones, others))


def line(typed: str, frame: str) -> str:
    """The one line of code for the frame's hole, without the `dw =` that the frame has already. Raises Unreadable."""
    text = typed.translate(_FULL_WIDTH).strip()
    if "\n" in text or "\r" in text:
        raise Unreadable(
            Text("One line only, please: the hole takes one expression.", "只能填一行：空处是一个表达式。")
        )
    if assigned := _ASSIGNED.search(frame):
        text = re.sub(rf"^{assigned[1]}\s*=(?!=)\s*", "", text)
    if not text or HOLE in text:
        raise Unreadable(Text(f"Type the code that stands for {HOLE}.", f"请输入 {HOLE} 处的代码。"))
    if len(text) > LONGEST:
        raise Unreadable(Text(f"That line is longer than {LONGEST} characters.", f"这一行超过了 {LONGEST} 个字符。"))
    return text


def check_syntax(frame: str, filled: str) -> None:
    """Raise Unreadable where the frame with its hole filled is not Python: a typo is no wrong answer."""
    try:
        with warnings.catch_warnings(action="ignore"):  # `1if x` warns on stderr, across the screen
            ast.parse(frame.replace(HOLE, filled))
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else str(error)
        raise Unreadable(
            Text(f"Python cannot read this line: {reason}.", f"Python 无法解析这一行：{reason}。")
        ) from error


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).translate(_MEANT).casefold()
    return "".join(folded.split())


def _fraction(text: str) -> Fraction:
    mantissa, _, exponent = re.sub(_POWER, "e", text).partition("e")
    return Fraction(mantissa) * Fraction(10) ** int(exponent or 0)


def _no_number(typed: str, unit: Text | None) -> Text:
    en, zh = (f" (in {unit.en})", f"（单位：{unit['zh']}）") if unit else ("", "")
    return Text(
        f"“{_short(typed)}” cannot be read as a number{en}; type e.g. 0.25, 1/4 or 2.5e-1.",
        f"「{_short(typed)}」无法识别为数字{zh}；请输入如 0.25、1/4 或 2.5e-1。",
    )


def _short(typed: str) -> str:
    typed = " ".join(typed.split())
    return typed if len(typed) <= 30 else typed[:29] + "…"


def _lines(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text).replace("−", "-")
    return [row for raw in text.splitlines() if (row := raw.strip())]


def _same_line(one: str, other: str) -> bool:
    first, second = _literal(one), _literal(other)
    if first is not None and second is not None:
        return isinstance(first, bool) == isinstance(second, bool) and bool(first == second)
    return _spaceless(one) == _spaceless(other)


def _literal(text: str) -> Any:
    """The Python value that is written there; None where there is none (None itself is compared as text)."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.literal_eval(text[: 10 * LONGEST])
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        return None


def _spaceless(text: str) -> str:
    return re.sub(r"(?<=[(\[{]) | (?=[)\]},])", "", " ".join(text.split()))
