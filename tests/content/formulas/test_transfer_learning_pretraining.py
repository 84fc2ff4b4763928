"""What content/questions/transfer-learning/pretraining.toml states, computed from definitions."""

import math

import numpy as np

H = 1e-30


def contrastive(s, tau):
    z = s / tau
    return (np.log(np.exp(z).sum(axis=1)) - np.diag(z)).mean()


def test_targets_of_600_tokens_under_masking():
    chosen = 0.15 * 600
    assert math.isclose(chosen, 90)
    assert math.isclose(0.8 * chosen, 72)


def test_next_token_prediction_has_a_target_less_than_tokens():
    tokens = np.arange(600)
    assert len(tokens[1:]) == len(tokens[:-1]) == len(tokens) - 1


def test_equal_similarities_cost_the_logarithm_of_the_batch():
    for n in (3, 8):
        assert math.isclose(contrastive(np.full((n, n), 0.7), 0.2), math.log(n))
    assert round(math.log(8), 2) == 2.08


def test_the_gradient_of_the_contrastive_loss_in_the_similarities():
    s, tau = np.random.default_rng(0).standard_normal((4, 4)), 0.3
    p = np.exp(s / tau) / np.exp(s / tau).sum(axis=1, keepdims=True)
    right = (p - np.eye(4)) / (4 * tau)
    for i in np.ndindex(s.shape):
        moved = s.astype(complex)
        moved[i] += 1j * H
        assert np.isclose(contrastive(moved, tau).imag / H, right[i])


def test_a_uniform_guess_among_1000_classes():
    assert round(-math.log(1 / 1000), 2) == 6.91


def test_a_better_start_is_worth_three_steps_and_soon_nothing():
    def error(e, steps):
        for _ in range(steps):
            e -= 0.5 * e
        return e

    assert error(8.0, 3) == 1.0
    gap = error(8.0, 30) - error(1.0, 30)
    assert math.isclose(gap, 6.5e-9, rel_tol=0.01)
