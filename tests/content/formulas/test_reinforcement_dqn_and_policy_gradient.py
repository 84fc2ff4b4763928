"""The numbers and gradients stated in reinforcement/dqn-and-policy-gradient."""

import numpy as np

RNG = np.random.default_rng(8)


def discounted(rewards, gamma):
    return sum(gamma**k * r for k, r in enumerate(rewards))


def td_error(r, gamma, following, q, done):
    return r + gamma * (1 - done) * max(following) - q


def log_softmax(z):
    return z - np.log(np.exp(z).sum())


def test_the_return_of_1_0_2_at_one_half_is_one_and_a_half():
    assert discounted([1, 0, 2], 0.5) == 1.5


def test_the_discount_decides_which_of_two_reward_lists_is_better():
    for gamma, stated in ((0.9, 1.8), (0.4, 0.8)):
        assert np.isclose(discounted([0, 2], gamma), stated)
    assert discounted([0, 2], 0.4) < discounted([1, 0], 0.4) < discounted([0, 2], 0.9)


def test_the_td_error_of_the_example_is_1_5_and_minus_3_at_the_end():
    assert np.isclose(td_error(1, 0.9, (2, 5), 4, done=0), 1.5)
    assert np.isclose(td_error(1, 0.9, (2, 5), 4, done=1), -3)


def test_the_dqn_gradient_is_minus_delta_and_differs_from_that_through_both_values():
    def loss(w, w_next):
        return 0.5 * (1 + 0.5 * w_next - w) ** 2

    delta = 1 + 0.5 * 1 - 1
    assert np.isclose(loss(1 + 1e-30j, 1).imag / 1e-30, -delta)
    assert np.isclose(loss(1 + 1e-30j, 1 + 1e-30j).imag / 1e-30, -0.25)


def test_the_logit_gradient_is_advantage_times_policy_minus_onehot():
    z = np.log([0.7, 0.3])
    found = 2 * (np.array([0.7, 0.3]) - np.eye(2)[1])
    for i in range(2):
        slope = (-2 * log_softmax(z + 1e-30j * np.eye(2)[i])[1]).imag / 1e-30
        assert np.isclose(slope, found[i])
    assert np.allclose(found, [1.4, -1.4])
    assert log_softmax(z - 0.1 * found)[1] > log_softmax(z)[1]


def test_a_baseline_that_ignores_the_action_changes_the_mean_gradient_by_nothing():
    pi = np.array([0.7, 0.3])
    scores = np.eye(2) - pi  # row a: the gradient of log pi(a) in the logits
    assert np.allclose(pi @ (3.7 * scores), 0)
    assert not np.allclose(pi @ (np.array([[1.0], [0.0]]) * scores), 0)


def test_a_baseline_can_lower_the_variance():
    pi, returns = np.array([0.7, 0.3]), np.array([10.0, 12.0])
    scores = np.eye(2)[:, 0] - pi[0]
    spread = [np.sum(pi * ((returns - b) * scores) ** 2) for b in (0, pi @ returns)]
    assert spread[1] < spread[0]
