"""Numbers stated by the question regularization/methods, computed from definitions."""

import itertools

import numpy as np

STEP = 1e-30j


def parameters(*sizes):
    return sum(np.ones((i + 1, o)).size for i, o in itertools.pairwise(sizes))


def gradient(f, w):
    return np.array([f(w + STEP * unit).imag / STEP.imag for unit in np.eye(len(w))])


def test_the_digit_network_has_the_stated_parameters():
    assert parameters(784, 128, 10) == 784 * 128 + 128 + 128 * 10 + 10 == 101_770


def test_half_the_sum_of_squares_has_the_gradient_lambda_w():
    w, lam = np.array([6.0, 8.0]), 0.3
    assert np.allclose(gradient(lambda v: lam / 2 * (v**2).sum(), w), lam * w)
    assert np.allclose(gradient(lambda v: lam * np.sqrt((v**2).sum()), w), lam * np.array([0.6, 0.8]))
    assert ((w**2).sum(), np.sqrt((w**2).sum())) == (100, 10)


def test_l2_pulls_at_every_weight_by_its_size():
    pulls = gradient(lambda v: 0.1 / 2 * (v**2).sum(), np.array([4.0, 0.1]))
    assert np.allclose(pulls, [0.4, 0.01])


def first_adam_step(g, rate):
    m, v = 0.1 * g / (1 - 0.9), 0.001 * g**2 / (1 - 0.999)
    return rate * m / (np.sqrt(v) + 1e-8)


def test_the_first_step_of_adam_on_an_l2_term_is_fifty_times_that_of_decay():
    w, lam, rate = 2.0, 0.01, 0.001
    penalty = gradient(lambda v: lam / 2 * (v**2).sum(), np.array([w]))[0]
    sgd, adam = rate * penalty, first_adam_step(penalty, rate)
    adamw = first_adam_step(0.0, rate) + rate * lam * w
    assert np.isclose(sgd, 0.00002)
    assert np.isclose(adamw, sgd)
    assert np.isclose(adam, rate, rtol=1e-5)
    assert round(adam / adamw) == 50


def test_patience_two_stops_after_epoch_four_and_returns_epoch_two():
    losses, patience = [0.5, 0.4, 0.45, 0.47], 2
    best = [int(np.argmin(losses[: epoch + 1])) for epoch in range(len(losses))]
    stop = next(epoch for epoch, at in enumerate(best) if epoch - at >= patience)
    assert (stop + 1, best[stop] + 1) == (4, 2)


def test_dropout_without_scaling_halves_the_mean_in_training():
    value, p = 2.0, 0.5
    outcomes, chances = np.array([value, 0]), np.array([1 - p, p])
    assert outcomes @ chances == 1
    assert outcomes / (1 - p) @ chances == value


def test_the_mean_of_independent_predictions_has_one_mth_of_the_variance():
    variance, m = 1.7, 5
    weights = np.full(m, 1 / m)
    assert np.isclose(weights @ (variance * np.eye(m)) @ weights, variance / m)
