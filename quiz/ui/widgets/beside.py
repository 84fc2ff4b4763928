"""Beside: two versions of a file, a function of one beside that of the other; one under the other where it is narrow.

Owns the two columns, which scroll as one, since they are one. What belongs together says `quiz.beside`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from textual.content import Content

from quiz.beside import Part, beside
from quiz.ui.drawing import code_lines
from quiz.ui.voice import Voice
from quiz.ui.widgets.lines import Lines

ROOM = 100
"""Cells from which on there is room for two columns."""
BETWEEN = " "


class Beside(Lines):
    """Yours and the reference."""

    def __init__(self, voice: Voice, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.voice = voice
        self.parts: list[Part] = []

    def show(self, yours: str, reference: str) -> None:
        """These two."""
        self.parts = beside(yours, reference)
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Every part, an empty line between two."""
        heads = [self.voice(f"exercise.{name}") for name in ("your_solution", "solution")]
        draw = self._columns if width >= ROOM else self._stacked
        return list(draw(heads, width))

    def _columns(self, heads: list[str], width: int) -> Iterator[Content]:
        half = (width - len(BETWEEN)) // 2
        left, right = (Content.styled(head, "bold underline") for head in heads)
        yield _row(left, right, half)
        for part in self.parts:
            yield Content()
            both = (code_lines(side, half) if side else [] for side in (part.left, part.right))
            for left, right in zip_longest(*both, fillvalue=Content()):
                yield _row(left, right, half)

    def _stacked(self, heads: list[str], width: int) -> Iterator[Content]:
        parts = [part for part in self.parts if part.name or part.left != part.right]  # the same imports say nothing
        for number, part in enumerate(parts):
            if number:
                yield Content()
            for head, side in zip(heads, (part.left, part.right), strict=True):
                if side:
                    yield Content.styled(f"{part.name}  {head}" if part.name else head, "bold underline")
                    yield from code_lines(side, width)


def _row(left: Content, right: Content, half: int) -> Content:
    return left.pad_right(max(half - left.cell_length, 0)) + Content(BETWEEN) + right
