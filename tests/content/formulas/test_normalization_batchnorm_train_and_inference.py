"""Batch normalization in both modes, as normalization/batchnorm-train-and-inference states it, computed anew."""

import math

import numpy as np

EPS = 1e-5


def train(x, gamma, beta):
    mu = x.mean(axis=0)
    return gamma * (x - mu) / np.sqrt(((x - mu) ** 2).mean(axis=0) + EPS) + beta


def gradient(function, x, upstream):
    out = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        step = np.zeros(x.shape, complex)
        step[i] = 1e-30j
        out[i] = np.sum(upstream * function(x + step)).imag / 1e-30
    return out


def case():
    rng = np.random.default_rng(0)
    return (rng.standard_normal(shape) for shape in ((5, 3), (3,), (3,), (5, 3)))


def test_the_gradient_in_training_is_the_formula_of_the_answer():
    x, gamma, beta, dy = case()
    s = np.sqrt(x.var(axis=0) + EPS)
    xhat, g = (x - x.mean(axis=0)) / s, dy * gamma
    dx = (g - g.mean(axis=0) - xhat * (g * xhat).mean(axis=0)) / s
    assert np.allclose(dx, gradient(lambda v: train(v, gamma, beta), x, dy))
    assert np.allclose(dx.sum(axis=0), 0)
    assert np.allclose((dx * xhat).sum(axis=0), 0, atol=1e-3)
    assert np.allclose((dy * xhat).sum(axis=0), gradient(lambda v: train(x, v, beta), gamma, dy))
    assert np.allclose(dy.sum(axis=0), gradient(lambda v: train(x, gamma, v), beta, dy))


def test_one_sample_moves_the_mean_by_1_over_n_and_the_deviation_by_its_own_share():
    x = np.random.default_rng(2).standard_normal(5)
    mu, s = x.mean(), math.sqrt(x.var() + EPS)
    for i, step in enumerate(1e-30j * np.eye(len(x))):
        moved = x + step
        variance = ((moved - moved.mean()) ** 2).mean()
        assert math.isclose(moved.mean().imag / 1e-30, 1 / len(x))
        assert math.isclose(np.sqrt(variance + EPS).imag / 1e-30, (x[i] - mu) / s / len(x))


def test_the_gradient_in_eval_is_a_plain_scale():
    x, gamma, beta, dy = case()
    mean, var = np.full(3, 0.3), np.array([0.5, 2, 4])
    dx = gradient(lambda v: gamma * (v - mean) / np.sqrt(var + EPS) + beta, x, dy)
    assert np.allclose(dx, dy * gamma / np.sqrt(var + EPS))


def test_the_two_modes_of_the_example_differ():
    x = np.array([[1.0], [3.0]])
    assert round(train(x, 2.0, 0.0)[0, 0], 3) == -2
    assert 2.0 * (x[0, 0] - 0) / math.sqrt(4) == 1
    assert np.allclose(train(x[:1], 2.0, 0.7), 0.7)


def test_standardized_values_leave_the_unit_range():
    x = np.array([1.0, 2, 3, 4])
    assert np.allclose((x - x.mean()) / x.std(), [-1.34, -0.45, 0.45, 1.34], atol=0.005)
    outlier = np.eye(10)[0]
    assert math.isclose(outlier.mean(), 0.1)
    assert math.isclose(outlier.std(), 0.3)
    assert math.isclose(((outlier - outlier.mean()) / outlier.std()).max(), 3)


def test_it_leaves_correlations_as_they_are():
    x = np.random.default_rng(1).standard_normal((50, 3)) @ np.array([[1.0, 0.8, 0], [0, 1, 0.5], [0, 0, 1]])
    y = train(x, np.array([2.0, 0.5, 3.0]), np.array([0.0, 1.0, -1.0]))
    assert np.allclose(np.corrcoef(x.T), np.corrcoef(y.T))
    assert np.allclose(y.mean(axis=0), [0, 1, -1])
    assert np.allclose(y.std(axis=0), [2, 0.5, 3], rtol=1e-3)


def test_a_running_average_forgets_its_start_in_about_thirty_steps():
    assert 0.9**29 < 0.05 < 0.9**28


def test_a_fifth_more_a_layer_is_9100_after_fifty():
    assert round(np.prod(np.full(50, 1.2)), -2) == 9100
