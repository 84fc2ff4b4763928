"""Numbers stated by the question activation/sigmoid, computed from definitions."""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def slope(x):
    """By the complex step, not by the formula under test."""
    return sigmoid(x + 1e-30j).imag / 1e-30


def test_the_slope_is_output_times_one_minus_output():
    x = np.linspace(-8, 8, 33)
    assert np.allclose(slope(x), sigmoid(x) * (1 - sigmoid(x)), rtol=1e-12)


def test_the_slope_is_a_quarter_at_zero_and_smaller_but_positive_elsewhere():
    x = np.linspace(-20, 20, 401)
    assert sigmoid(0.0) == 0.5
    assert np.isclose(slope(0.0), 0.25)
    assert slope(x).argmax() == 200
    assert (slope(x) > 0).all()
    assert np.allclose(slope(np.array([5.0, 10.0, 20.0])), [0.00665, 4.54e-5, 2.06e-9], rtol=1e-3, atol=0)


def test_ten_layers_leave_less_than_a_millionth():
    assert np.isclose(slope(0.0) ** 10, 9.5e-7, rtol=5e-3, atol=0)
    assert np.isclose(slope(2.0), 0.105, atol=5e-4)
    assert np.isclose(slope(2.0) ** 10, 1.6e-10, rtol=0.03, atol=0)


def test_with_cross_entropy_the_slope_cancels_and_with_squared_error_it_does_not():
    x, y, step = -5.0, 1.0, 1e-30j
    p = sigmoid(x + step)
    cross_entropy = (-y * np.log(p) - (1 - y) * np.log(1 - p)).imag / step.imag
    squared = ((p - y) ** 2).imag / step.imag
    assert np.isclose(cross_entropy, sigmoid(x) - y)
    assert np.isclose(cross_entropy, -0.993, atol=5e-4)
    assert np.isclose(squared, 2 * (sigmoid(x) - y) * slope(x))
    assert np.isclose(squared, -0.0132, atol=5e-5)


def test_three_sigmoids_do_not_sum_to_one_but_a_softmax_does():
    z = np.array([2.0, 1.0, 0.0])
    p = np.exp(z) / np.exp(z).sum()
    assert np.allclose(sigmoid(z), [0.881, 0.731, 0.5], atol=5e-4)
    assert round(sigmoid(z).sum(), 2) == 2.11
    assert np.allclose(p, [0.665, 0.245, 0.090], atol=5e-4)
    assert np.isclose(p.sum(), 1)


def test_the_slope_formula_of_the_output_goes_wrong_at_the_input():
    x = 3.0
    assert x * (1 - x) == -6
    assert np.isclose(sigmoid(x), 0.9526, atol=5e-5)
    assert np.isclose(slope(x), 0.0452, atol=5e-5)


def test_the_branch_by_sign_agrees_with_the_definition_and_never_overflows():
    x = np.array([-1000.0, -3.0, 0.0, 3.0, 1000.0])
    e = np.exp(-np.abs(x))
    stable = np.where(x >= 0, 1, e) / (1 + e)
    assert np.allclose(stable[1:4], sigmoid(x[1:4]))
    assert np.array_equal(stable[[0, 4]], [0, 1])


def test_all_weight_gradients_of_a_unit_behind_sigmoids_share_one_sign_and_behind_tanh_they_need_not():
    rng = np.random.default_rng(0)
    z, w, t = rng.normal(size=6), rng.normal(size=6), 1.0
    signs = []
    for a in (sigmoid(z), np.tanh(z)):
        slopes = [(((w + 1e-30j * e) @ a - t) ** 2).imag for e in np.eye(6)]
        signs.append({float(np.sign(s)) for s in slopes})
    assert [len(s) for s in signs] == [1, 2]
