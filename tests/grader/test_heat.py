"""The heat-map of an error: how arrays are laid out, what a block of entries counts for, what reports carry."""

import json

import numpy as np
import pytest

from exercises.catalog import Catalog
from grader import Grader
from grader.heat import heatmap
from grader.heatmap import BAD, COLUMNS, MOST, ROWS

TOLERANCE = 1e-12
DENSE = Catalog().get("layers/dense")


def errors(shape, **wrong):
    """All within the tolerance but these: `at` an index, `of` its error."""
    found = np.full(shape, TOLERANCE / 2)
    if wrong:
        found[wrong["at"]] = wrong["of"]
    return found


@pytest.mark.parametrize(
    ("shape", "cells"),
    [((7,), (1, 7)), ((3, 4), (3, 4)), ((2, 3, 5), (6, 5)), ((2, 3, 4, 5), (6, 20)), ((2, 2, 2, 2, 3), (8, 6))],
)
def test_the_first_axes_are_rows_and_the_rest_columns(shape, cells):
    for index in (tuple(0 for _ in shape), tuple(n - 1 for n in shape)):
        heat = heatmap(errors(shape, at=index, of=1.0), TOLERANCE)
        assert heat.cells == heat.size == cells
        ((row, column),) = [(r, c) for r, line in enumerate(heat.levels) for c, level in enumerate(line) if level]
        assert (*heat.row(row)[0], *heat.column(column)[0]) == index


def test_no_wrong_entry_disappears_in_a_block_and_its_indices_are_those_of_the_block():
    heat = heatmap(errors((500, 40, 30), at=(321, 17, 29), of=0.5), TOLERANCE).fitted(10, 7)
    assert heat.cells == (10, 7)
    ((row, column),) = [(r, c) for r, line in enumerate(heat.levels) for c, level in enumerate(line) if level]
    first, last = heat.row(row)
    assert first <= (321, 17) <= last
    assert heat.column(column)[0] <= (29,) <= heat.column(column)[1]
    assert heat.row(0)[0] == (0, 0)
    assert heat.row(9)[1] == (499, 39)


def test_a_picture_is_small_however_large_the_array():
    heat = heatmap(errors((3000, 1000)), TOLERANCE)
    assert heat.cells == (ROWS, COLUMNS)
    assert sum(map(len, heat.levels)) == ROWS * COLUMNS


def test_levels_say_how_large_an_error_is_and_nan_is_above_all():
    found = np.array([[0.0, TOLERANCE, 1.01e-12, 1e-6, 1.0, 1e30, np.nan, np.inf]])
    heat = heatmap(found, TOLERANCE)
    right, at, slight, middle, whole, huge, *bad = heat.levels[0]
    assert right == at == 0 < slight < middle < whole < huge == MOST == heat.hottest
    assert bad == [BAD, BAD]
    assert heat.error(middle) == pytest.approx(1e-6, rel=0.3)


def test_a_report_has_a_picture_of_what_failed_and_its_json_none():
    source = DENSE.solution.replace("return dx, dw, db", "dw[0] *= 2\n    return dx, dw, db")
    with Grader() as grader:
        report = grader.check(DENSE, source.encode())
    drawn = [check for check in report.checks if check.heat]
    wrong = {check.case for check in report.checks if check.id == "gradient:dw" and check.passed is False}
    assert {check.id for check in drawn} == {"gradient:dw"}
    assert wrong - {check.case for check in drawn} == {"wide"}  # so large that it is judged as a whole
    for check in drawn:
        assert all(check.heat.levels[0])
        assert not any(map(any, check.heat.levels[1:]))
    assert "heat" not in json.dumps(report.to_json(""))
