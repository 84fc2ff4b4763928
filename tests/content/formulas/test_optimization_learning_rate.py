"""The worked numbers of optimization/learning-rate, by running gradient descent on the functions it names."""

import math

import numpy as np


def descend(rate, steps, start=1.0):
    """f = 2w², whose gradient comes from a complex step."""
    w = start
    for _ in range(steps):
        w -= rate * (2 * (w + 1e-30j) ** 2).imag / 1e-30
    return w


def test_a_step_on_2w2_multiplies_the_weight_by_one_minus_four_times_the_rate():
    for rate, factor in ((0.1, 0.6), (0.4, -0.6), (0.6, -1.4)):
        assert math.isclose(descend(rate, 1), factor)


def test_between_one_and_two_over_the_curvature_it_swings_and_converges():
    assert np.allclose([descend(0.4, k) for k in (1, 2, 3)], [-0.6, 0.36, -0.216])
    assert descend(0.25, 1) == 0
    assert abs(descend(0.499, 5000)) < 1e-3
    assert abs(descend(0.501, 5000)) > 1e3


def test_the_steepest_direction_sets_the_limit_and_the_flattest_the_pace():
    curvature = np.array([4.0, 0.04])
    w = np.ones(2)
    steps = 0
    while w[1] > 0.5:
        w = w - 0.25 * curvature * w
        steps += 1
    assert w[0] == 0
    assert steps == 69


def test_a_small_rate_leaves_two_thirds_of_the_distance_after_a_hundred_steps():
    assert round(descend(0.001, 100), 2) == 0.67
    assert f"{descend(0.1, 100):.0e}" == "7e-23"


def test_the_first_step_of_adam_is_the_rate_whatever_the_gradient():
    for g in (1e-3, -7.0, 400.0):
        m, v = 0.1 * g / (1 - 0.9), 0.001 * g**2 / (1 - 0.999)
        step = 0.01 * m / (math.sqrt(v) + 1e-8)
        assert math.isclose(abs(step), 0.01, rel_tol=1e-4)
        assert math.isclose(step, 0.01 * g / (abs(g) + 1e-8))
