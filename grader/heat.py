"""Draws the heat-maps of a report: one for every check of values that failed, where its entries are known.

Owns how errors become levels. The arrays are those of the trial that counts; they are gone when the report is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from grader.heatmap import BAD, COLUMNS, MOST, ROWS, STEPS, HeatMap, blocks
from grader.numgrad import Array
from grader.outcome import Outcome
from grader.report import Check


def pictured(outcome: Outcome) -> Iterator[Check]:
    """The checks of a trial, the failed ones with their picture."""
    errors = {
        (f"{trouble.stage}:{trouble.tensor}", trouble.case): trouble.comparison.errors
        for trouble in outcome.troubles
        if trouble.comparison is not None
    }
    for key, check in outcome.checks.items():
        found = errors.get(key)
        if check.passed is False and found is not None and found.size > 1 and check.tolerance is not None:
            yield replace(check, heat=heatmap(found, check.tolerance))
        else:
            yield check


def heatmap(errors: Array, tolerance: float) -> HeatMap:
    """Errors that are relative already, entry by entry, as a picture."""
    flat = HeatMap(errors.shape, (), (), (), tolerance)
    rows, columns = flat.size
    levels = _levels(errors, tolerance).reshape(rows, columns)
    down, across = ([start for start, _ in blocks(*pair)] for pair in ((rows, ROWS), (columns, COLUMNS)))
    worst = np.maximum.reduceat(np.maximum.reduceat(levels, down, axis=0), across, axis=1)
    return replace(flat, levels=tuple(map(bytes, worst)), tops=tuple(down), lefts=tuple(across))


def _levels(errors: Array, tolerance: float) -> Array:
    with np.errstate(all="ignore"):
        decades = np.log10(errors / tolerance)
        levels = np.where(errors <= tolerance, 0, np.clip(1 + np.floor(STEPS * decades), 1, MOST))
    return np.asarray(np.where(np.isfinite(errors), levels, BAD), dtype=np.uint8)
