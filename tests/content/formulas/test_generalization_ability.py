"""Numbers stated by the question generalization/ability, computed from definitions."""

import itertools

import numpy as np


def parameters(*sizes):
    return sum(np.ones((i + 1, o)).size for i, o in itertools.pairwise(sizes))


def test_the_gap_is_test_minus_training_loss():
    assert np.isclose(0.35 - 0.10, 0.25)


def test_a_thousand_test_samples_leave_a_standard_error_of_0_95_points():
    outcomes, chances = np.array([1, 0]), np.array([0.1, 0.9])
    variance = (outcomes - outcomes @ chances) ** 2 @ chances
    error = np.sqrt(variance / 1000)
    assert round(100 * error, 2) == 0.95
    assert 2 * error > 0.11 - 0.10


def test_dropout_scales_what_it_keeps_and_an_l2_term_adds_to_the_loss():
    p, activation = 0.2, 4
    kept = activation / (1 - p)
    assert np.isclose(kept, 5)
    assert np.isclose(p * 0 + (1 - p) * kept, activation)
    assert np.isclose(0.01 * 5**2, 0.25)


def test_halving_the_inputs_takes_3200_of_11274_parameters():
    assert parameters(100, 64, 64, 10) == 11_274
    assert parameters(100, 64, 64, 10) - parameters(50, 64, 64, 10) == 50 * 64 == 3200


def test_balancing_trades_missed_cases_for_false_alarms():
    def measures(missed, alarms, rare=50, samples=1000):
        truth = np.arange(samples) < rare
        said = truth.copy()
        said[:missed] = False
        said[rare : rare + alarms] = True
        return said[truth].mean(), (said != truth).mean()

    assert np.allclose(measures(30, 10), (0.40, 0.04))
    assert np.allclose(measures(10, 60), (0.80, 0.07))


def test_most_of_the_night_error_is_shift():
    training, day, night = 2, 3, 40
    assert (day - training, night - day) == (1, 37)


def test_label_smoothing_keeps_the_form_of_the_gradient():
    rng = np.random.default_rng(0)
    z, t = rng.normal(size=(4, 3)), np.eye(3)[[0, 2, 1, 1]]
    q = 0.9 * t + 0.1 / 3

    def loss(z):
        return -np.mean(np.sum(q * (z - np.log(np.exp(z).sum(axis=1, keepdims=True))), axis=1))

    numeric = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        moved = z.astype(complex)
        moved[i] += 1e-30j
        numeric[i] = loss(moved).imag / 1e-30
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    assert np.allclose(numeric, (p - q) / len(z))
