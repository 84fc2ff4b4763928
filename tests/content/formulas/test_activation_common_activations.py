"""Numbers stated by the question activation/common-activations, computed from definitions."""

import math

import numpy as np

STEP = 1e-30j
ERF = np.vectorize(math.erf)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def gelu(x):
    return x * 0.5 * (1 + ERF(x / math.sqrt(2)))


def softmax(z):
    e = np.exp(z - z.real.max())
    return e / e.sum()


def test_two_linear_layers_are_one_matrix():
    rng = np.random.default_rng(0)
    x, w1, w2 = rng.normal(size=(5, 3)), rng.normal(size=(3, 4)), rng.normal(size=(4, 2))
    assert np.allclose((x @ w1) @ w2, x @ (w1 @ w2))


def test_slopes_of_sigmoid_and_tanh_have_the_stated_form_and_maximum():
    x = np.linspace(-6, 6, 1201)
    for f, slope, top in ((sigmoid, lambda y: y * (1 - y), 0.25), (np.tanh, lambda y: 1 - y * y, 1)):
        found = f(x + STEP).imag / STEP.imag
        assert np.allclose(found, slope(f(x)))
        assert np.isclose(found.max(), top)
    assert np.allclose(np.tanh(x), 2 * sigmoid(2 * x) - 1)


def test_values_of_the_family_at_minus_one():
    x = -1.0
    values = [max(0, x), 0.01 * x, math.exp(x) - 1, x * sigmoid(x), gelu(x)]
    assert np.allclose(values, [0, -0.01, -0.632, -0.269, -0.159], atol=5e-4)


def test_silu_and_gelu_dip_below_zero():
    x = np.linspace(-5, 5, 10_001)
    assert np.isclose((x * sigmoid(x)).min(), -0.28, atol=5e-3)
    assert np.isclose(gelu(x).min(), -0.17, atol=5e-3)


def test_the_softmax_jacobian_is_diag_p_minus_p_p_and_gives_the_backward_rule():
    rng = np.random.default_rng(0)
    z, dp = rng.normal(size=5), rng.normal(size=5)
    p = softmax(z)
    jacobian = np.stack([softmax(z + STEP * e).imag / STEP.imag for e in np.eye(5)], axis=1)
    assert np.allclose(jacobian, np.diag(p) - np.outer(p, p))
    assert np.allclose(dp @ jacobian, p * (dp - dp @ p))
    assert np.allclose(softmax(z - z.max()), p)


def test_the_softmax_jacobian_is_bounded_and_meets_its_bound_at_two_equal_classes():
    rng = np.random.default_rng(0)
    for scale in (0.1, 1, 10):
        p = softmax(scale * rng.normal(size=4))
        jacobian = np.diag(p) - np.outer(p, p)
        assert np.abs(jacobian).max() <= 0.25
        assert np.linalg.norm(jacobian, 2) <= 0.5
    half = np.full(2, 0.5)
    jacobian = np.diag(half) - np.outer(half, half)
    assert np.isclose(np.linalg.norm(jacobian, 2), 0.5)
    assert np.allclose(np.abs(jacobian), 0.25)


def test_ten_slopes_of_a_quarter_vanish_and_ten_weights_of_a_half_nearly_do():
    assert np.isclose(np.prod(np.full(10, sigmoid(0.0) * (1 - sigmoid(0.0)))), 9.5e-7, rtol=5e-3, atol=0)
    assert np.isclose(np.prod(np.full(10, 0.5)), 0.001, rtol=0.03)


def test_a_scaled_tanh_is_nearly_the_identity():
    assert abs(1000 * math.tanh(1 / 1000) - 0.9999997) < 5e-8


def test_an_exponential_of_1000_overflows_and_the_shifted_softmax_does_not():
    z = np.array([1000.0, 1001.0])
    with np.errstate(over="ignore"):
        assert np.isinf(np.exp(z)).all()
    assert np.allclose(softmax(z), softmax(z - 1000))
