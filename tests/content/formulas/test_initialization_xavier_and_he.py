"""The variances of initialization/xavier-and-he, drawn and measured, and its worked numbers."""

import math

import numpy as np


def mean_square(layers, variance, activation, width=96):
    rng = np.random.default_rng(0)
    a = rng.standard_normal((32, width))
    for _ in range(layers):
        a = activation(a @ rng.standard_normal((width, width)) * math.sqrt(variance))
    return float(np.mean(a**2))


def relu(z):
    return np.maximum(z, 0)


def test_the_variance_of_z_is_fan_in_times_that_of_the_weights_times_the_mean_square():
    rng = np.random.default_rng(0)
    a, w = rng.uniform(0, 2, 50), rng.standard_normal((50, 20_000)) * 0.3
    assert math.isclose((a @ w).var(), 50 * 0.3**2 * np.mean(a**2), rel_tol=0.03)


def test_relu_keeps_half_of_the_second_moment_and_a_leaky_slope_one_plus_its_square():
    z = np.random.default_rng(0).standard_normal(400_000)
    assert math.isclose(np.mean(relu(z) ** 2), 0.5, rel_tol=0.01)
    assert math.isclose(np.mean(np.where(z > 0, z, 0.2 * z) ** 2), (1 + 0.2**2) / 2, rel_tol=0.01)


def test_he_keeps_relu_layers_at_order_one_and_xavier_halves_them():
    he, xavier = mean_square(10, 2 / 96, relu), mean_square(10, 2 / (96 + 96), relu)
    assert 0.3 < he < 3
    assert math.isclose(xavier / he, 1 / 1024, rel_tol=1e-9)
    assert 3e-10 < mean_square(30, 1 / 96, relu) < 3e-9


def test_a_uniform_law_reaches_out_to_root_three_deviations():
    limit = math.sqrt(6 / (300 + 100))
    drawn = np.random.default_rng(0).uniform(-limit, limit, 400_000)
    assert round(limit, 3) == 0.122
    assert math.isclose(drawn.var(), 2 / (300 + 100), rel_tol=0.01)


def test_worked_deviation_and_fan_in():
    assert math.sqrt(2 / 512) == 0.0625
    assert round(2 / 512, 4) == 0.0039
    assert np.zeros((128, 64, 3, 3))[0].size == 576


def test_equal_units_stay_equal():
    w = np.array([0.3, 0.3])
    for x, t in ((1.0, 2.0), (-2.0, 1.0), (0.5, -3.0)):
        w = w - 0.1 * (w.sum() * x - t) * x
    assert w[0] == w[1]


def test_the_sigmoid_has_slope_a_quarter_at_most_and_ten_layers_leave_a_trillionth_of_the_variance():
    value = 1 / (1 + np.exp(-np.linspace(-6, 6, 1201) - 1e-30j))
    slope = value.imag.max() / 1e-30
    assert math.isclose(slope, 0.25)
    assert math.isclose(value[600].real, 0.5)
    assert f"{slope ** (2 * 10):.0e}" == "9e-13"


def test_the_gradient_of_a_tanh_layers_input_sums_over_fan_out():
    rng = np.random.default_rng(0)
    x, w, dy = rng.standard_normal((2, 3)), rng.standard_normal((3, 4)), rng.standard_normal((2, 4))
    y, dx = np.tanh(x @ w), np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        step = np.zeros_like(x, dtype=complex)
        step[i] = 1e-30j
        dx[i] = np.sum(dy * np.tanh((x + step) @ w)).imag / 1e-30
    assert np.allclose(dx, (dy * (1 - y**2)) @ w.T)
