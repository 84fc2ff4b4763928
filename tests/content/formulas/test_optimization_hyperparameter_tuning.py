"""The counts and chances of optimization/hyperparameter-tuning, by counting and by drawing."""

import itertools
import math

import numpy as np


def test_fifty_nine_random_trials_reach_the_best_twentieth_with_95_percent():
    def chance(n):
        return 1 - (1 - 0.05) ** n

    assert chance(58) < 0.95 <= chance(59)
    hits = (np.random.default_rng(0).random((20_000, 59)) < 0.05).any(axis=1)
    assert abs(hits.mean() - chance(59)) < 0.01


def test_nine_trials_test_three_rates_on_a_grid_and_nine_at_random():
    grid = list(itertools.product((1e-3, 1e-2, 1e-1), (16, 64, 256)))
    drawn = np.random.default_rng(0).random((9, 2))
    assert len(grid) == 9
    assert len({rate for rate, _ in grid}) == 3
    assert len(set(drawn[:, 0])) == 9


def test_twenty_four_settings_in_five_folds_are_120_trainings():
    settings = itertools.product(range(4), range(3), range(2))
    assert sum(1 for _ in itertools.product(settings, range(5))) == 120


def test_from_two_over_the_curvature_on_descent_does_not_converge():
    curvature = 4.0
    for rate, converges in (
        (0.99 * 2 / curvature, True),
        (2 / curvature, False),
        (1.01 * 2 / curvature, False),
        (3.0, False),
    ):
        w = 1.0
        for _ in range(500):
            w -= rate * curvature * w
            if abs(w) > 1e6:
                break
        assert (abs(w) < 1) is converges


def test_adam_with_rate_one_throws_a_small_weight_twenty_deviations_away():
    g = 0.37
    m, v = 0.1 * g, 0.001 * g * g
    step = 1.0 * (m / (1 - 0.9)) / (math.sqrt(v / (1 - 0.999)) + 1e-8)
    assert round(step / 0.05) == 20


def test_four_times_the_batch_leaves_a_quarter_of_the_updates():
    assert [len(range(0, 50_000, size)) for size in (128, 512)] == [391, 98]


def test_the_variance_of_a_batch_mean_falls_with_the_batch_size():
    each = np.random.default_rng(0).standard_normal((4000, 64))
    small, large = each[:, :16].mean(axis=1).var(), each.mean(axis=1).var()
    assert abs(small / large - 4) < 0.5
