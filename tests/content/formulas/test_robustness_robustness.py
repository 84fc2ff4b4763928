"""Numbers stated by the question robustness/robustness, computed from definitions."""

import itertools

import numpy as np


def worst_drop(w, eps):
    """The largest fall of w·x over all corners of the box, where a linear function has its extremes."""
    corners = np.array(list(itertools.product([-eps, eps], repeat=len(w))))
    return -(corners @ w).min()


def test_the_worst_drop_in_a_box_is_epsilon_times_the_sum_of_sizes():
    w = np.random.default_rng(0).normal(size=8)
    assert np.isclose(worst_drop(w, 0.3), 0.3 * np.abs(w).sum())


def test_random_signs_move_the_logit_by_epsilon_times_the_length():
    w, eps = np.random.default_rng(1).normal(size=10), 0.3
    corners = np.array(list(itertools.product([-eps, eps], repeat=len(w))))
    assert np.isclose((corners @ w).std(), eps * np.sqrt((w**2).sum()))


def test_ten_thousand_weights_make_the_attack_a_hundred_times_as_strong():
    w, eps = np.full(10_000, 0.02), 0.01
    worst, typical = eps * np.abs(w).sum(), eps * np.sqrt((w**2).sum())
    assert np.allclose((worst, typical), (2, 0.02))
    assert np.isclose(worst / typical, np.sqrt(len(w)))


def test_nine_hundred_equal_weights_give_a_ratio_of_thirty():
    w = np.full(900, 0.7)
    assert np.isclose(np.abs(w).sum() / np.sqrt((w**2).sum()), 30)


def test_halving_the_weights_halves_logit_and_drop():
    x, w, eps = np.array([0.5, 0.2]), np.array([2, -1]), 0.3
    assert np.allclose((w @ x, w / 2 @ x), (0.8, 0.4))
    assert np.allclose((worst_drop(w, eps), worst_drop(w / 2, eps)), (0.9, 0.45))
    assert w @ x < worst_drop(w, eps)


def test_averaging_members_with_one_weak_direction_gains_nothing():
    members = np.array([[2, 1], [1, 2], [1.5, 1.5]])
    assert members.mean(axis=0).tolist() == [1.5, 1.5]
    assert np.allclose([worst_drop(w, 1) for w in (*members, members.mean(axis=0))], 3)


def test_brightening_moves_nothing_where_the_attack_does():
    w, eps = np.array([1, -1]), 0.1
    assert w @ np.array([eps, eps]) == 0
    assert np.isclose(w @ np.array([-eps, eps]), -worst_drop(w, eps))
    assert np.isclose(worst_drop(w, eps), 0.2)


def test_the_sign_of_the_input_gradient_is_the_worst_corner_of_a_logistic_loss():
    rng = np.random.default_rng(2)
    x, w, eps = rng.normal(size=5), rng.normal(size=5), 0.1

    def loss(x):
        return np.log(1 + np.exp(-(x @ w)))

    numeric = np.array([loss(x + 1e-30j * unit).imag for unit in np.eye(5)]) / 1e-30
    corners = np.array(list(itertools.product([-eps, eps], repeat=5)))
    assert np.isclose(loss(x + eps * np.sign(numeric)), max(loss(x + corner) for corner in corners))
