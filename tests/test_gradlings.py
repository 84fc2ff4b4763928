"""The public door: what it exports, and that it judges."""

from __future__ import annotations

import pytest

import gradlings
from exercises.catalog import Catalog


def test_the_surface_is_sorted_and_pinned() -> None:
    assert gradlings.__all__ == sorted(gradlings.__all__) == ["Report", "grade"]


def test_a_solution_passes_with_its_hidden_cases() -> None:
    report = gradlings.grade("layers/dense", Catalog().get("layers/dense").solution)
    assert report.passed
    assert any(check.hidden for check in report.checks)


def test_an_unknown_exercise_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        gradlings.grade("layers/dens", b"")
