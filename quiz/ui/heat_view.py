"""A heat-map as lines of a terminal: a sign a cell, dark where the error is near the largest, axes with their indices.

Owns signs and scale. The sign says it all, also in ASCII (`quiz.symbols`); colour only helps, and may be missing.
Refuses to decide what an error is (`grader.heatmap`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

from grader.heatmap import BAD, STEPS, HeatMap
from quiz.ui.drawing import flow
from quiz.ui.voice import Voice

INDENT = "  "
WITHIN = 0


@dataclass(frozen=True)
class Shade:
    """One sign."""

    drop: int
    """How many levels below the highest it begins; of the others, which level it stands for alone."""
    sign: str
    style: str


OK = Shade(WITHIN, "·", "$text-muted")
NOT_FINITE = Shade(BAD, "!", "bold reverse $text-error")
SHADES = (
    Shade(STEPS // 2, "█", "bold $text-error"),
    Shade(STEPS + STEPS // 2, "▓", "$text-error"),
    Shade(3 * STEPS, "▒", "$text-warning"),
    Shade(BAD, "░", "$text-accent"),
)
"""From within a factor of three of the largest error to whatever is beyond the tolerance."""


def shade(level: int, hottest: int) -> Shade:
    """How a cell of this level is drawn."""
    if level in (WITHIN, BAD):
        return OK if level == WITHIN else NOT_FINITE
    return next(each for each in SHADES if hottest - level <= each.drop)


@dataclass(frozen=True)
class Picture:
    """A heat-map with the names of its axes."""

    heat: HeatMap
    names: tuple[str, ...] = ()
    """Of the array's axes: `N`, `D`; where they are unknown, their numbers."""

    def lines(self, width: int, rows: int, voice: Voice) -> list[Content]:
        """At most so many rows of cells, and what the signs mean."""
        gutter = len(INDENT) + self._label_width + 1
        heat = self.heat.fitted(rows, max(width - gutter, 1))
        wide = 2 if 2 * heat.cells[1] <= width - gutter else 1
        drawn = [*flow(Content(self._axes(voice)), width), Content(" " * gutter + _ruler(heat, wide))]
        for number, levels in enumerate(heat.levels):
            label = _index(heat.row(number)[0])
            cells = (self._cell(level, wide) for level in levels)
            drawn.append(Content(f"{label:>{gutter - 1}} ") + Content("").join(cells))
        down, across = (-(-size // count) for size, count in zip(heat.size, heat.cells, strict=True))
        if down * across > 1:
            drawn += flow(Content.styled(voice("heat.blocks", rows=down, columns=across), "$text-muted"), width, INDENT)
        return [*drawn, *_packed(self._legend(heat, voice), width)]

    @property
    def _label_width(self) -> int:
        return len(_index(tuple(length - 1 for length in self.heat.shape[: self.heat.axes])))

    def _axes(self, voice: Voice) -> str:
        names = self.names if len(self.names) == len(self.heat.shape) else tuple(map(str, range(len(self.heat.shape))))
        said = [f"{name} = 0…{length - 1}" for name, length in zip(names, self.heat.shape, strict=True)]
        rows, columns = ", ".join(said[: self.heat.axes]), ", ".join(said[self.heat.axes :])
        return voice("heat.axes" if rows else "heat.axis", rows=rows, columns=columns)

    def _cell(self, level: int, wide: int) -> Content:
        found = shade(level, self.heat.hottest)
        return Content.styled(found.sign + (found.sign if found in SHADES else " ") * (wide - 1), found.style)

    def _legend(self, heat: HeatMap, voice: Voice) -> Iterator[Content]:
        seen = {level for row in heat.levels for level in row}
        found: dict[Shade, int] = {}
        for level in sorted(seen, reverse=True):  # the least level of each sign stays
            found[shade(level, heat.hottest)] = level
        return (self._meaning(each, level, voice) for each, level in found.items())

    def _meaning(self, each: Shade, level: int, voice: Voice) -> Content:
        key = {OK: "within", NOT_FINITE: "bad"}.get(each, "from")
        least = self.heat.tolerance if each == OK else self.heat.error(level)
        text = voice(f"heat.{key}", error=f"{least:.1g}")
        return Content.assemble((each.sign, each.style), f" {text}")


def _ruler(heat: HeatMap, wide: int) -> str:
    """The index of a column above it, as often as there is room."""
    line = ""
    for number in range(heat.cells[1]):
        label = _index(heat.column(number)[0])
        start, end = number * wide, number * wide + len(label)
        if start >= len(line) + bool(line) and end <= heat.cells[1] * wide:
            line = f"{line:<{start}}{label}"
    return line


def _packed(parts: Iterator[Content], width: int) -> Iterator[Content]:
    """Side by side as far as they fit."""
    line = Content()
    for part in parts:
        longer = line + Content(INDENT) + part
        if line and longer.cell_length > width:
            yield line
            longer = Content(INDENT) + part
        line = longer
    yield line


def _index(index: tuple[int, ...]) -> str:
    return ",".join(map(str, index))
