"""A loss curve in block characters: pure, for any terminal.

Owns how many steps share a column. Refuses to colour and to print.
"""

from __future__ import annotations

from collections.abc import Sequence

BLOCKS = " ▁▂▃▄▅▆▇█"
EIGHTHS = len(BLOCKS) - 1


def curve(losses: Sequence[float], steps: int, width: int, height: int = 1) -> list[str]:
    """Rows from the top down; a column is the mean of its steps, and grows to the right as they are done.

    The highest mean so far fills the height. No column is empty: a loss of nearly nothing is not nothing yet.
    """
    width = max(1, min(width, steps))
    ends = [-(-steps * (column + 1) // width) for column in range(width)]
    columns = [losses[first:end] for first, end in zip([0, *ends], ends, strict=False)]
    means = [sum(part) / len(part) for part in columns if part]
    top = max(means, default=1.0) or 1.0
    levels = [max(1, round(mean / top * height * EIGHTHS)) for mean in means]
    return ["".join(BLOCKS[_within(level, row)] for level in levels) for row in reversed(range(height))]


def _within(level: int, row: int) -> int:
    """How many eighths of this row, counted from below, are filled."""
    return min(max(level - row * EIGHTHS, 0), EIGHTHS)
