"""Where an array is wrong, and how much, as a picture that fits into a report: rows and columns of levels.

Owns how an array of any shape is laid out and how blocks of it become one cell: the worst entry counts, so that no
wrong one disappears. Refuses to choose signs or colours. Plain bytes: reports are read without NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod

ROWS, COLUMNS = 64, 128
"""The most cells that are kept; a picture is some kilobytes, however large the array."""
STEPS = 10
"""Levels a decade."""
BAD = 255
"""The level of nan and infinities, above all others."""
MOST = 254


@dataclass(frozen=True)
class HeatMap:
    """The error of every entry over its tolerance, or of every block of entries."""

    shape: tuple[int, ...]
    """Of the array. Its first axes are the rows, the rest the columns: (N, T, D) has N*T rows and D columns."""
    levels: tuple[bytes, ...]
    """By row: 0 is within the tolerance, then STEPS a decade, then BAD."""
    tops: tuple[int, ...]
    """At which row of the array each row of cells begins."""
    lefts: tuple[int, ...]
    """The same of the columns."""
    tolerance: float

    @property
    def axes(self) -> int:
        """How many axes are rows; a vector is one row."""
        return (len(self.shape) + 1) // 2 if len(self.shape) > 1 else 0

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the array as it is laid out."""
        return prod(self.shape[: self.axes]), prod(self.shape[self.axes :])

    @property
    def cells(self) -> tuple[int, int]:
        """Rows and columns of the picture."""
        return len(self.levels), len(self.levels[0])

    @property
    def hottest(self) -> int:
        """The highest level that is a number; 0 where there is none."""
        return max((level for row in self.levels for level in row if level != BAD), default=0)

    def error(self, level: int) -> float:
        """The least error at this level."""
        return float(self.tolerance * 10.0 ** ((level - 1) / STEPS))

    def fitted(self, rows: int, columns: int) -> HeatMap:
        """The same in no more cells than these."""
        down, across = blocks(self.cells[0], rows), blocks(self.cells[1], columns)
        return replace(
            self,
            levels=tuple(
                bytes(max(max(row[a:b]) for row in self.levels[top:end]) for a, b in across) for top, end in down
            ),
            tops=tuple(self.tops[top] for top, _ in down),
            lefts=tuple(self.lefts[a] for a, _ in across),
        )

    def row(self, cell: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The indices of the first and the last row of the array in this row of cells."""
        return _ends(self.tops, cell, self.shape[: self.axes])

    def column(self, cell: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The same of a column."""
        return _ends(self.lefts, cell, self.shape[self.axes :])


def blocks(size: int, most: int) -> list[tuple[int, int]]:
    """A number of things as at most so many blocks of about one size: where each begins and ends."""
    count = max(min(size, most), 1)
    return [(i * size // count, (i + 1) * size // count) for i in range(count)]


def _ends(starts: tuple[int, ...], cell: int, shape: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    end = (*starts, prod(shape))[cell + 1]
    return _index(starts[cell], shape), _index(end - 1, shape)


def _index(number: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    index: list[int] = []
    for length in reversed(shape):
        number, place = divmod(number, length)
        index.append(place)
    return tuple(reversed(index))
