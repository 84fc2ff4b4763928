"""Numbers stated by the question overfitting/diagnosis, computed from definitions."""

import math

import numpy as np


def variance_of_mean(variance, correlation, m):
    covariance = variance * (correlation + (1 - correlation) * np.eye(m))
    weights = np.full(m, 1 / m)
    return weights @ covariance @ weights


def test_the_mean_of_correlated_models_has_the_stated_variance():
    for variance, correlation, m in ((4, 0.25, 10), (3, 0.6, 7), (1, 0, 4)):
        stated = correlation * variance + (1 - correlation) * variance / m
        assert np.isclose(variance_of_mean(variance, correlation, m), stated)


def test_ten_models_leave_1_3_and_no_number_of_them_less_than_1():
    assert np.isclose(variance_of_mean(4, 0.25, 10), 1.3)
    sizes = [variance_of_mean(4, 0.25, m) for m in (10, 100, 1000)]
    assert sizes == sorted(sizes, reverse=True)
    assert 1 < sizes[-1] < 1.01
    assert np.isclose(variance_of_mean(4, 0, 10), 0.4)


def test_the_best_of_twenty_equal_settings_looks_like_seven_percent():
    n, error, settings = 400, 0.1, 20
    wrong = np.arange(n + 1)
    log_chance = [math.log(math.comb(n, k)) + k * math.log(error) + (n - k) * math.log(1 - error) for k in wrong]
    chance = np.exp(log_chance)
    more_wrong = 1 - np.cumsum(chance)
    # the mean of a count is the sum of its chances to exceed 0, 1, 2, …
    expected = (np.clip(more_wrong, 0, 1) ** settings).sum() / n
    assert np.isclose(wrong @ chance / n, error)
    assert abs(expected - 0.07) < 0.005


def test_five_fold_errors_average_to_ten_percent():
    assert np.mean([8, 9, 10, 11, 12]) == 10


def test_most_of_the_loss_is_in_the_fit_and_not_in_the_gap():
    training, validation, goal = 20, 21, 5
    assert (training - goal, validation - training) == (15, 1)


def test_boosting_half_of_the_residual_runs_towards_the_targets():
    targets, fit, fits = np.array([4.0, 8.0]), np.zeros(2), []
    for _ in range(3):
        fit = fit + (targets - fit) / 2
        fits.append(fit.tolist())
    assert fits == [[2, 4], [3, 6], [3.5, 7]]
