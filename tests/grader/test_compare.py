"""The metric: relative everywhere, the same at any scale, and never fooled by numbers that are none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from grader import compare
from grader.calls import Local
from grader.drawing import draw_all
from grader.kinds import functions_of
from grader.sandbox.worker import promised
from grader.trial import Trial
from tests.grader.three import THREE

SCALES = (1e-200, 1e-30, 1e-6, 1.0, 1e6, 1e30, 1e200)
RIGHT = np.random.default_rng(5).standard_normal((4, 3))
BAD = (np.nan, np.inf, -np.inf, 1e200, -1.7e308)


def contraction(yours, right, scale=1.0):
    u = np.random.default_rng(6).standard_normal(right.shape)
    return compare.contraction(compare.products([u], [scale * yours]), compare.products([u], [scale * right]))


@pytest.mark.parametrize("scale", SCALES)
def test_the_error_does_not_change_with_the_scale(scale):
    yours = RIGHT * (1 + 1e-6)
    assert compare.values(scale * yours, scale * RIGHT).error == pytest.approx(1e-6, rel=1e-6)
    sizes = np.abs(scale * RIGHT)
    assert compare.entries(scale * yours, scale * RIGHT, sizes).error == pytest.approx(1e-6, rel=1e-6)
    assert contraction(yours, RIGHT, scale) == pytest.approx(contraction(yours, RIGHT), rel=1e-6)


def rows(*shapes, scale=1.0):
    rng = np.random.default_rng(8)
    return tuple(scale * rng.standard_normal(shape) for shape in shapes)


@pytest.mark.parametrize("scale", SCALES)
def test_all_contractions_at_once_are_what_they_are_one_by_one(scale):
    along, yours, slopes, ups = rows((3, 7), (2, 7), (3, 5), (2, 5))
    found = compare.contractions((along, scale * yours), compare.contracted(scale * slopes, ups))
    for k in range(3):
        for c in range(2):
            terms = compare.products([along[k]], [scale * yours[c]]), compare.products([ups[c]], [scale * slopes[k]])
            assert found[k, c] == pytest.approx(compare.contraction(*terms), rel=1e-12)


@pytest.mark.parametrize("bad", BAD)
def test_all_contractions_at_once_refuse_a_number_that_is_none_or_enormous(bad):
    along, yours, slopes, ups = rows((3, 7), (2, 7), (3, 5), (2, 5))
    yours[1, 4] = bad
    found = compare.contractions((along, yours), compare.contracted(slopes, ups))
    assert np.all(found[:, 1] > 1e-3)
    assert not np.any(np.isnan(found))


def test_contractions_of_nothing_agree():
    zeros = np.zeros((2, 3)), np.zeros((1, 3))
    assert np.array_equal(compare.contractions(zeros, compare.contracted(*zeros)), np.zeros((2, 1)))
    (yours,) = rows((1, 3))
    assert np.all(compare.contractions((np.ones((2, 3)), 1e-300 * yours), compare.contracted(*zeros)) > 0.1)


@pytest.mark.parametrize("scale", SCALES)
def test_a_wrong_sign_is_refused_at_any_scale(scale):
    assert compare.values(-scale * RIGHT, scale * RIGHT).error >= 1.0
    assert contraction(-RIGHT, RIGHT, scale) > 0.1


@pytest.mark.parametrize("bad", BAD)
def test_one_number_that_is_none_or_enormous_never_passes(bad):
    yours = RIGHT.copy()
    yours[2, 1] = bad
    assert not compare.values(yours, RIGHT).within(1.0)
    assert not compare.entries(yours, RIGHT, np.ones(RIGHT.shape)).within(1.0)
    assert not contraction(yours, RIGHT) <= 1e-3
    assert not compare.alike(RIGHT, yours, 1e-3)
    assert not compare.alike(yours, RIGHT, 1e-3)
    assert compare.values(yours, RIGHT).worst[0].index == (2, 1)


def test_both_zero_agree_and_zero_is_far_from_anything_else():
    zero = np.zeros((2, 2))
    assert compare.values(zero, zero).error == 0.0
    assert contraction(zero, zero) == 0.0
    assert not compare.values(zero + 1e-300, zero).within(1.0)
    assert not compare.values(zero, zero + 1e-300).within(0.5)


def test_empty_arrays_agree():
    empty = np.zeros((0, 3))
    assert compare.values(empty, empty).within(0.0)
    assert compare.alike(empty, empty, 0.0)
    assert not compare.alike(empty, empty.T, 1.0)


def test_a_complex_array_is_like_no_real_one():
    assert not compare.alike(RIGHT + 0j, RIGHT, 1.0)
    assert not compare.alike(RIGHT, RIGHT + 0j, 1.0)


class OneEntryOff:
    """The solution, one entry of one gradient wrong by a relative 1e-10 in every call."""

    distant = False

    def __init__(self, exercise):
        self._local = Local(exercise.solution)
        self._backward = exercise.role("backward").name
        self.gradient = self.entry = 0

    def perform(self, calls, arrays, max_bytes):
        results, at = list(self._local.perform(calls, arrays, max_bytes)), 0
        for call in calls:
            if call["function"] == self._backward:
                results[at + self.gradient] = results[at + self.gradient].copy()
                results[at + self.gradient].flat[self.entry] *= 1 + 1e-10
            at += promised([{**call, "echo": False}])
        return tuple(results)


@pytest.mark.parametrize("exercise", THREE, ids=lambda exercise: exercise.id)
def test_an_error_of_1e_10_in_any_single_entry_of_tiny_is_refused(exercise):
    layer, runner = functions_of(exercise), OneEntryOff(exercise)
    tiny = draw_all(exercise, "a")[0]
    for runner.gradient, name in enumerate(layer.wrt):
        for runner.entry in range(tiny.case.args[name].size):
            outcome = Trial(layer, [tiny], runner, exercise.tolerance).run()
            assert outcome.stage == "gradient", (name, runner.entry)
            assert outcome.trouble.tensor == f"d{name}"


class Changed:
    """The solution, every gradient put through a function."""

    distant = False

    def __init__(self, exercise, change):
        self._local = Local(exercise.solution)
        self._backward = exercise.role("backward").name
        self._change = change

    def perform(self, calls, arrays, max_bytes):
        results, at = list(self._local.perform(calls, arrays, max_bytes)), 0
        for call in calls:
            count = promised([{**call, "echo": False}])
            if call["function"] == self._backward:
                results[at : at + count] = map(self._change, results[at : at + count])
            at += count
        return tuple(results)


def at_scale(draw, scale):
    """The draw as it is when the loss is so many times larger."""
    return replace(draw, upstreams=tuple(tuple(scale * up for up in ups) for ups in draw.upstreams))


@pytest.mark.parametrize("scale", [1e-30, 1e-6, 1e30])
@pytest.mark.parametrize("exercise", THREE, ids=lambda exercise: exercise.id)
def test_a_wrong_gradient_is_refused_at_any_scale_of_the_loss_and_a_right_one_never(exercise, scale):
    layer = functions_of(exercise)
    draws = [at_scale(draw, scale) for draw in draw_all(exercise, "scale") if draw.case.name in ("tiny", "wide")]
    for change in (np.negative, np.zeros_like, lambda g: 2 * g, lambda g: g * (1 + 1e-9), np.ones_like):
        for draw in draws:
            outcome = Trial(layer, [draw], Changed(exercise, change), exercise.tolerance).run()
            assert outcome.stage == "gradient", draw.case.name
    assert not Trial(layer, draws, Changed(exercise, np.copy), exercise.tolerance).run().troubles


def test_rounding_is_no_error_where_all_values_are_exactly_zero():
    """The log-probability of the only class there is."""
    exact, rounded = np.zeros((4, 1)), np.full((4, 1), -5.6e-17)
    assert not compare.values(rounded, exact).within(compare.TOLERANCE)
    assert compare.values(rounded, exact, otherwise=1.0).within(compare.TOLERANCE)
    assert not compare.values(rounded + 1e-6, exact, otherwise=1.0).within(compare.TOLERANCE)
