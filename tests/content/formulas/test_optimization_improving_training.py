"""The worked numbers of optimization/improving-training, from the schedules and losses that it names."""

import math

import numpy as np


def cosine(t, total, low=0.0, high=1.0):
    return low + (high - low) * (1 + math.cos(math.pi * t / total)) / 2


def test_a_cosine_from_one_to_zero_is_at_0_854_after_a_quarter_and_half_after_half():
    assert round(cosine(25, 100), 3) == 0.854
    assert math.isclose(cosine(50, 100), 0.5)


def test_plain_cosine_annealing_falls_all_the_time_and_ends_at_the_lower_limit():
    rates = [cosine(t, 100, low=0.1) for t in range(101)]
    assert np.all(np.diff(rates) < 0)
    assert math.isclose(rates[-1], 0.1)


def test_an_epoch_of_50000_samples_has_391_batches_of_128_and_98_of_512():
    for size, updates in ((128, 391), (512, 98)):
        assert len(range(0, 50_000, size)) == updates


def test_standardized_features_have_equal_curvature():
    x = np.random.default_rng(0).standard_normal((4000, 2)) * [1.0, 100.0]
    raw = np.diag(x.T @ x / len(x))
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    assert math.isclose(raw[1] / raw[0], 1e4, rel_tol=0.1)
    assert np.allclose(np.diag(scaled.T @ scaled / len(x)), 1)
    assert np.allclose(scaled * x.std(axis=0) + x.mean(axis=0), x)


def test_a_penalty_moves_the_minimum_and_costs_some_of_the_fit():
    w = np.linspace(0, 2, 20_001)
    best = w[np.argmin(0.5 * (w - 1) ** 2 + 0.1 * w**2)]
    assert round(best, 2) == 0.83
    assert round(0.5 * (best - 1) ** 2, 3) == 0.014


def test_equal_guesses_over_ten_classes_cost_the_logarithm_of_ten():
    logits = np.zeros(10)
    assert round(float(np.log(np.exp(logits).sum()) - logits[3]), 2) == 2.3
