"""Numbers stated by the question activation/choosing-activations, computed from definitions."""

import math

import numpy as np

STEP = 1e-30j


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def test_slopes_stay_below_the_stated_maxima():
    x = np.linspace(-8, 8, 1601)
    slopes = [f(x + STEP).imag / STEP.imag for f in (sigmoid, np.tanh)]
    assert np.allclose([s.max() for s in slopes], [0.25, 1])


def test_three_tags_under_one_softmax_cost_at_least_three_times_log_three():
    rng = np.random.default_rng(0)
    z = rng.normal(scale=3, size=(20_000, 20))
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    assert (-np.log(p[:, :3]).sum(axis=1)).min() > 3 * math.log(3)
    best = np.where(np.arange(20) < 3, 40.0, 0.0)
    p = np.exp(best) / np.exp(best).sum()
    assert np.allclose(p[:3], 1 / 3)
    assert math.isclose(-np.log(p[:3]).sum(), 3 * math.log(3))
    assert round(3 * math.log(3), 2) == 3.30


def test_a_badly_wrong_sigmoid_output_learns_by_cross_entropy_and_hardly_by_squared_error():
    p, t = 0.01, 1.0
    output = sigmoid(math.log(p / (1 - p)) + STEP)
    cross_entropy = -t * np.log(output) - (1 - t) * np.log(1 - output)
    squared = (output - t) ** 2 / 2
    assert np.isclose(cross_entropy.imag / STEP.imag, p - t)
    assert np.isclose(cross_entropy.imag / STEP.imag, -0.99)
    assert np.isclose(squared.imag / STEP.imag, -0.0098, atol=5e-5)


def test_ten_operations_beside_1024_multiply_adds_are_one_percent():
    assert round(10 / 1024, 2) == 0.01


def test_thirty_active_relus_multiply_the_gradient_by_the_weights():
    for weight, factor in ((1.5, 1.9e5), (0.5, 9.3e-10)):
        a = 1.0 + STEP
        for _ in range(30):
            z = weight * a
            a = z if z.real > 0 else 0 * z
        assert np.isclose(a.imag / STEP.imag, factor, rtol=0.02, atol=0)


def test_a_tanh_has_negative_values_and_its_shifted_half_is_a_sigmoid():
    z = np.linspace(-4, 4, 17)
    assert round(math.tanh(-0.5), 2) == -0.46
    assert np.allclose((1 + np.tanh(z)) / 2, sigmoid(2 * z))
    assert np.allclose(np.tanh(z), 2 * sigmoid(2 * z) - 1)


def test_a_sigmoid_stays_below_one_until_rounding():
    assert math.isclose(1 - sigmoid(10.0), 4.5e-5, rel_tol=0.01)
    assert sigmoid(20.0) < 1
    assert sigmoid(np.float32(20)) == 1
