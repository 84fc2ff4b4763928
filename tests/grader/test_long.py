"""The first 2 000 checks of `make bench-long`, and that it would notice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bench import long
from tests.grader.three import THREE

IDS = tuple(exercise.id for exercise in THREE)


@pytest.mark.parametrize("exercise_id", IDS)
def test_no_right_formula_is_refused(exercise_id: str) -> None:
    tally = long.run(long.right_formulas, exercise_id, -(-2_000 // len(IDS)), "tests")
    assert tally.checks * len(IDS) >= 2_000
    assert not tally.wrong
    assert not tally.noted
    assert tally.worst < 0.5


@pytest.mark.parametrize("exercise_id", IDS)
def test_no_planted_error_is_let_through(exercise_id: str) -> None:
    tally = long.run(long.planted_errors, exercise_id, 20, "tests")
    assert tally.checks == 20
    assert not tally.wrong


def test_a_formula_that_is_refused_and_an_error_that_is_not_are_counted() -> None:
    exercise = long.CATALOG.get("layers/dense")
    strict, loose = replace(exercise, tolerance=1e-18), replace(exercise, tolerance=1e-8)
    for changed in (strict, loose):
        changed.__dict__.update(exercise.__dict__ | {"tolerance": changed.tolerance})
    # The solution and three formulas agree with the reference to the last bit in some cases only.
    assert len(long.right_formulas(strict, "a").wrong) > 4
    assert len(long.planted_errors(loose, "a").wrong) == 2
