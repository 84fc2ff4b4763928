"""Which known names a mistyped one may have meant: those that begin with it, else those the fewest slips away.

Owns what counts as one slip. Refuses to guess wildly: where too much is different, nothing is near.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

SLIPS = 3
"""One slip in so many letters is likely; one there may always be."""


def nearest(typed: str, known: Iterable[str]) -> list[str]:
    """All that are equally near, in their order."""
    names = list(known)
    begun = [name for name in names if name.startswith(typed)]
    if begun and len(typed) > 1:
        return begun
    slips = {name: distance(typed, name) for name in names}
    least = min(slips.values(), default=len(typed))
    likely = least <= max(len(typed) // SLIPS, 1) and least < len(typed)
    return [name for name in names if slips[name] == least] if likely else []


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Letters that are wrong, missing or too many, and neighbours that changed places."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one):
        above, before, row = before, row, [i + 1]
        for j, b in enumerate(other):
            row.append(min(before[j] + (a != b), before[j + 1] + 1, row[j] + 1))
            if i and j and (a, one[i - 1]) == (other[j - 1], b):
                row[-1] = min(row[-1], above[j - 1] + 1)
    return row[-1]
