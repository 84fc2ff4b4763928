"""What content/questions/data/preprocessing.toml states, computed from definitions."""

import math

import numpy as np

TRAIN = np.array([2.0, 4, 4, 6])


def min_max(x, train):
    return (x - train.min()) / (train.max() - train.min())


def z_score(x, train):
    return (x - train.mean()) / train.std()


def skewness(x):
    return (z_score(x, x) ** 3).mean()


def test_the_example_under_both_scalings():
    assert (TRAIN.mean(), round(TRAIN.std(), 3)) == (4, 1.414)
    assert min_max(TRAIN, TRAIN).tolist() == [0, 0.5, 0.5, 1]
    assert min_max(8, TRAIN) == 1.5
    assert round(z_score(8, TRAIN), 2) == 2.83
    assert round(z_score(6, TRAIN), 3) == 1.414


def test_one_outlier_squeezes_min_max():
    assert min_max(4, np.array([2.0, 4, 4, 102])) == 0.02


def test_z_scores_have_mean_zero_and_variance_one_and_keep_the_skewness():
    x = np.array([0.0, 0, 0, 4])
    z = z_score(x, x)
    assert np.allclose(z, [-0.577, -0.577, -0.577, 1.732], atol=5e-4)
    assert math.isclose(z.mean(), 0, abs_tol=1e-12)
    assert math.isclose(z.var(), 1)
    assert round(skewness(x), 3) == round(skewness(z), 3) == 1.155


def test_an_exponential_has_skewness_two_before_and_after():
    quantiles = -np.log1p(-(np.arange(100_000) + 0.5) / 100_000)
    assert abs(skewness(quantiles) - 2) < 0.01
    assert math.isclose(skewness(quantiles), skewness(z_score(quantiles, quantiles)))


def test_padding_without_a_mask_lowers_a_mean():
    assert np.mean([3, 5]) == 4
    assert np.mean([3, 5, 0, 0]) == 2


def test_fixed_statistics_have_the_gradient_dy_over_sigma():
    rng, h = np.random.default_rng(0), 1e-30
    x, dy, mu, sd = rng.standard_normal((3, 2)), rng.standard_normal((3, 2)), np.array([0.5, -1]), np.array([2.0, 0.3])
    dx = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        moved = x.astype(complex)
        moved[i] += 1j * h
        dx[i] = (dy * (moved - mu) / sd).sum().imag / h
    assert np.allclose(dx, dy / sd)
