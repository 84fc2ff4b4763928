"""What content/questions/gan/stability.toml states, computed from definitions."""

import math

import numpy as np

H = 1e-30


def penalty(w):
    return 10 * (np.sqrt((w**2).sum()) - 1) ** 2


def test_the_penalty_of_a_linear_critic_and_its_gradient():
    w = np.array([1.2, 0.9])
    assert math.isclose(np.sqrt(w @ w), 1.5)
    assert math.isclose(penalty(w), 2.5)
    assert np.allclose([penalty(w + 1j * H * e).imag / H for e in np.eye(2)], [8, 6])
    assert abs(penalty(np.array([0.8, 0.6]))) < 1e-25


def test_a_step_against_it_brings_the_norm_nearer_to_one():
    w = np.array([1.2, 0.9]) - 0.01 * np.array([8.0, 6.0])
    assert 1 < np.sqrt(w @ w) < 1.5


def test_spectral_normalisation_makes_the_largest_singular_value_one():
    w = np.random.default_rng(0).standard_normal((5, 3))
    sigma = np.linalg.svd(w, compute_uv=False)[0]
    assert math.isclose(np.linalg.svd(w / sigma, compute_uv=False)[0], 1)


def test_an_average_with_decay_0999_forgets_half_in_693_steps():
    steps = next(n for n in range(2000) if 0.999**n <= 0.5)
    assert steps == 693


def test_d_on_the_loss_of_g_learns_to_call_the_fake_real():
    w, x = math.log(0.1 / 0.9), 1.0
    gradient = np.log(1 + np.exp(-(w + 1j * H) * x)).imag / H
    assert math.isclose(-gradient, 0.9)
    assert round(1 / (1 + math.exp(-(w - gradient) * x)), 2) == 0.21


def test_the_deviation_of_a_mean_over_32_is_28_times_that_over_256():
    x = np.random.default_rng(0).standard_normal((8000, 256))
    ratio = x[:, :32].mean(axis=1).std() / x.mean(axis=1).std()
    assert math.isclose(ratio, math.sqrt(256 / 32), rel_tol=0.05)
    assert round(math.sqrt(8), 1) == 2.8


def test_the_weights_norm_does_not_tell_the_slope_of_a_product():
    slopes = [np.prod(w) for w in ([10, 0.1], [2, 2])]
    norms = [float(np.square(w).sum()) for w in ([10, 0.1], [2, 2])]
    assert np.allclose(slopes, [1, 4])
    assert np.allclose(norms, [100.01, 8])
