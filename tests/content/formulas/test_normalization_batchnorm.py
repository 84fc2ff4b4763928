"""Batch normalization as normalization/batchnorm states it: its numbers, its counts and its gradients."""

import numpy as np


def normalized(x, axes):
    centred = x - x.mean(axis=axes, keepdims=True)
    return centred / np.sqrt((centred**2).mean(axis=axes, keepdims=True))


def gradient(function, x):
    out = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        step = np.zeros(x.shape, complex)
        step[i] = 1e-30j
        out[i] = function(x + step).imag / 1e-30
    return out


def test_one_to_four_have_biased_variance_1_25_and_first_value_minus_1_342():
    x = np.array([1.0, 2, 3, 4])
    assert x.mean() == 2.5
    assert np.mean((x - 2.5) ** 2) == 1.25
    assert round(normalized(x, 0)[0], 3) == -1.342


def test_gamma_and_beta_set_the_mean_and_the_deviation():
    y = 2 * normalized(np.array([1.0, 3.0]), 0) + 0.5
    assert np.allclose(y, [-1.5, 2.5])
    assert np.allclose([y.mean(), y.std()], [0.5, 2])


def test_a_channel_has_one_mean_over_samples_rows_and_columns():
    x = np.random.default_rng(0).standard_normal((4, 8, 5, 5))
    means = x.mean(axis=(0, 2, 3))
    assert means.size == 8
    assert x.size // means.size == 100
    assert 2 * means.size == 16


def test_the_gradient_sums_to_zero_and_differs_from_the_one_with_constant_statistics():
    rng = np.random.default_rng(1)
    x, upstream = rng.standard_normal((5, 3)), rng.standard_normal((5, 3))
    dx = gradient(lambda values: np.sum(upstream * normalized(values, 0)), x)
    assert np.allclose(dx.sum(axis=0), 0)
    assert not np.allclose(dx, upstream / x.std(axis=0), rtol=0.1)


def test_a_bias_before_it_changes_nothing_and_has_gradient_zero():
    rng = np.random.default_rng(2)
    x, upstream = rng.standard_normal((5, 3)), rng.standard_normal((5, 3))
    db = gradient(lambda b: np.sum(upstream * normalized(x + b, 0)), np.array([0.3, -1.0, 2.0]))
    assert np.allclose(db, 0)


def test_gradients_of_gamma_and_beta_sum_over_all_uses():
    rng = np.random.default_rng(3)
    xhat, dy = rng.standard_normal((2, 3, 4, 2)), rng.standard_normal((2, 3, 4, 2))
    dgamma = gradient(lambda gamma: np.sum(dy * gamma[:, None, None] * xhat), np.ones(3))
    dbeta = gradient(lambda beta: np.sum(dy * (xhat + beta[:, None, None])), np.zeros(3))
    assert np.allclose(dgamma, (dy * xhat).sum(axis=(0, 2, 3)))
    assert np.allclose(dbeta, dy.sum(axis=(0, 2, 3)))


def test_shifted_data_leave_the_running_statistics_behind():
    shifted = np.random.default_rng(4).standard_normal(200_000) * 2 + 14
    assert abs(((shifted - 10) / 2).mean() - 2) < 0.02
