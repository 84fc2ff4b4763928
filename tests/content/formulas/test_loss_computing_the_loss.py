"""What content/questions/loss/computing-the-loss.toml states, computed from definitions."""

import math

import numpy as np


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def cross_entropy(z, y):
    """From logits, complex-safe: y is one-hot."""
    return np.log(np.exp(z).sum()) - (y * z).sum()


def complex_step(f, x, h=1e-30):
    return np.array([f(x + 1j * h * e).imag / h for e in np.eye(len(x))])


def test_the_squared_error_of_the_example_and_its_gradient():
    t, p = np.array([3.0, 5.0]), np.array([2.5, 7.0])
    assert ((p - t) ** 2).mean() == 2.125
    gradient = complex_step(lambda p: ((p - t) ** 2).mean(), p)
    assert np.allclose(gradient, 2 * (p - t) / len(p))
    assert np.allclose(gradient, [-0.5, 2.0])


def test_the_cross_entropy_of_the_example_and_its_gradient_in_the_logits():
    z, y = np.array([2.0, 1.0, 0.0]), np.array([0.0, 1.0, 0.0])
    p = softmax(z)
    assert np.allclose(p, [0.665, 0.245, 0.090], atol=5e-4)
    assert round(cross_entropy(z, y), 3) == 1.408
    gradient = complex_step(lambda z: cross_entropy(z, y), z)
    assert np.allclose(gradient, p - y)
    assert np.allclose(gradient, [0.665, -0.755, 0.090], atol=5e-4)
    assert math.isclose(gradient.sum(), 0.0, abs_tol=1e-12)


def test_binary_cross_entropy_has_two_terms_and_the_same_logit_gradient():
    def loss(z, y):
        p = 1 / (1 + np.exp(-z))
        return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()

    logit_of_99 = np.array([math.log(0.99 / 0.01)])
    assert round(loss(logit_of_99, np.zeros(1)), 3) == 4.605
    z, y = np.array([0.3, -1.2, 2.0]), np.array([1.0, 0.0, 0.0])
    assert np.allclose(complex_step(lambda z: loss(z, y), z), (1 / (1 + np.exp(-z)) - y) / 3)
    assert math.isclose(loss(z, y), (np.log1p(np.exp(z)) - z * y).mean())


def test_a_mean_over_all_entries_is_too_small_by_the_number_of_classes():
    p, y = np.array([[0.8, 0.2]]), np.array([[1.0, 0.0]])
    right = -(y * np.log(p)).sum(axis=1).mean()
    assert round(right, 4) == 0.2231
    assert round(-(y * np.log(p)).mean(), 4) == 0.1116


def test_a_softmax_underflows_and_its_logarithm_does_not_from_logits():
    z = np.array([0.0, -800.0])
    p = softmax(z)
    assert p.tolist() == [1.0, 0.0]
    with np.errstate(divide="ignore", invalid="ignore"):
        assert np.isnan((np.array([1.0, 0.0]) * np.log(p)).sum())
    assert [cross_entropy(z, y) for y in np.eye(2)] == [0.0, 800.0]


def test_a_sum_has_n_times_the_gradient_of_a_mean():
    t, p = np.array([1.0, -2.0, 0.5]), np.array([0.2, 0.4, 0.9])
    of_sum = complex_step(lambda p: ((p - t) ** 2).sum(), p)
    assert np.allclose(of_sum, 3 * complex_step(lambda p: ((p - t) ** 2).mean(), p))
