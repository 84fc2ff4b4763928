"""The public door: what it exports, and that it judges."""

from __future__ import annotations

import pytest

import gradlings
from exercises.catalog import Catalog


def test_the_surface_is_sorted_and_pinned() -> None:
    names = ["GradientCheck", "GradientCheckError", "Report", "SandboxError", "check_gradient", "grade"]
    assert gradlings.__all__ == sorted(gradlings.__all__) == names


def test_a_gradient_of_ones_own_is_checked_in_one_line() -> None:
    assert gradlings.check_gradient(lambda x: x**3, lambda x: 3 * x**2, 2.0)
    assert not gradlings.check_gradient(lambda x: x**3, lambda x: x**2, 2.0)


def test_a_solution_passes_with_its_hidden_cases() -> None:
    report = gradlings.grade("layers/dense", Catalog().get("layers/dense").solution)
    assert report.passed
    assert any(check.hidden for check in report.checks)


def test_an_unknown_exercise_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        gradlings.grade("layers/dens", b"")


def test_files_of_others_are_judged_under_a_lock_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADLINGS_ISOLATION", "plain")
    monkeypatch.delenv("GRADLINGS_REQUIRE_ISOLATION", raising=False)
    solution = Catalog().get("layers/dense").solution
    with pytest.raises(gradlings.SandboxError, match="level D and B is required"):
        gradlings.grade("layers/dense", solution)
    report = gradlings.grade("layers/dense", solution, allow_reduced_isolation=True)
    assert (report.verdict, report.isolation) == ("pass", "D: limits")
