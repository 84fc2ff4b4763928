"""Where a formula may be broken: at the gap between two formulas, else before `=`, `+` or a product, never in brackets.

Owns what counts as outside of all brackets, and which break hurts least. Refuses to draw (`wrapping.maths`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

GAPS = (r"\quad", r"\qquad")
RELATIONS = ("=", r"\leftarrow", r"\approx", r"\le", r"\ge")
SUMS = ("+", "-")
PRODUCTS = (r"\odot", r"\cdot", r"\times")
_GAP = re.compile(r"^\\q?quad\s*")
_TOKEN = re.compile(r"\\(?:begin|end)\b|\\[A-Za-z]+|\\.|.", re.DOTALL)
_DEEPER = frozenset(("{", "(", "[", r"\left", r"\begin"))
_HIGHER = frozenset(("}", ")", "]", r"\right", r"\end"))


def ways(latex: str) -> Iterator[list[str]]:
    """The formula in two parts or more, where it is broken least first; a sign begins the part behind it."""
    formulas = _parts(latex, GAPS)
    if len(formulas) > 1:
        yield [_GAP.sub("", text) for text in formulas]
    relations = _parts(latex, RELATIONS)
    yield from _halves([" ".join(relations[:2]), *relations[2:]])  # what is defined does not stand alone
    for marks in (SUMS, PRODUCTS):
        yield from _halves(_parts(latex, marks))
    if len(relations) > 1:
        yield [relations[0], " ".join(relations[1:])]


def _halves(parts: list[str]) -> Iterator[list[str]]:
    """As much as possible on the first row."""
    for at in range(len(parts) - 1, 0, -1):
        yield [" ".join(parts[:at]), " ".join(parts[at:])]


def _parts(latex: str, marks: tuple[str, ...]) -> list[str]:
    """Cut before each of the marks; a minus that no sum stands before belongs to its number."""
    depth, parts = 0, [""]
    for token in _TOKEN.findall(latex):
        depth += (token in _DEEPER) - (token in _HIGHER)
        before = parts[-1].strip()
        if depth == 0 and token in marks and before and not before.endswith((*RELATIONS, *PRODUCTS)):
            parts.append(token)
        else:
            parts[-1] += token
    return [part.strip() for part in parts if part.strip()]
