"""Formulas that are wider than their place."""

from pathlib import Path

import pytest

from quiz.broken_maths import ways
from quiz.wrapping import cells, display_maths, render

STATEMENTS = sorted(Path(__file__).parents[2].glob("exercises/*/*/statement.*.md"))
NARROWEST = 40
"""Cells of a statement beside its editor."""


@pytest.mark.parametrize(
    ("latex", "first"),
    [
        (r"a = b \qquad c = d", ["a = b", "c = d"]),
        (r"y = x w + b + c", ["y = x w + b", "+ c"]),
        (r"y = x w = -b", ["y = x w", "= -b"]),
        (r"f(a = b) + c", ["f(a = b)", "+ c"]),
        (r"y = -x", ["y", "= -x"]),
        (r"\left( a + b \right) \odot c", [r"\left( a + b \right)", r"\odot c"]),
    ],
)
def test_a_formula_breaks_where_that_hurts_least_and_never_within_brackets(latex, first):
    assert next(ways(latex)) == first


@pytest.mark.parametrize("latex", ["y", r"\frac{a + b}{c}", r"\begin{cases} a = b \end{cases}", "f(x + y)"])
def test_some_formulas_cannot_be_broken(latex):
    assert list(ways(latex)) == []


def test_a_formula_that_is_too_wide_stands_on_several_rows():
    assert len(render(r"$$a = b \qquad c = d$$", 20)) == 1
    assert [row.strip() for row in render(r"$$a = b \qquad c = d$$", 8)] == ["a=b", "c=d"]


def test_every_formula_of_a_statement_can_be_read_beside_the_editor():
    formulas = {maths for file in STATEMENTS for maths in display_maths(file.read_text(encoding="utf-8"))}
    drawn = {maths: render(f"$${maths}$$", NARROWEST) for maths in formulas}
    assert len(drawn) > 100
    assert [maths for maths, rows in drawn.items() if rows[0].startswith("$$")] == []
    assert max(cells(row) for rows in drawn.values() for row in rows) <= NARROWEST
