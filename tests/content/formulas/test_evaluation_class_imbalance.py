"""What content/questions/evaluation/class-imbalance.toml states, computed from definitions."""

import math

import numpy as np


def focal(p, gamma=2):
    return -((1 - p) ** gamma) * np.log(p)


def test_the_threshold_is_where_the_expected_costs_meet():
    p = 1 / 21
    assert math.isclose(20 * p, 1 * (1 - p))
    assert round(p, 3) == 0.048


def test_balanced_weights_give_each_class_the_same_share():
    counts = np.array([950, 50])
    weights = counts.sum() / (len(counts) * counts)
    assert np.allclose(weights, [0.526, 10], atol=5e-4)
    assert math.isclose(weights[1] / weights[0], 19)
    assert len(set((weights * counts).tolist())) == 1
    assert np.allclose(weights * [0.5, 2.0], [0.263, 20], atol=5e-4)


def test_the_share_of_its_loss_that_a_sample_keeps_under_focal_loss():
    assert [round(focal(p) / focal(p, 0), 2) for p in (0.9, 0.1)] == [0.01, 0.81]


def test_the_gradient_of_focal_loss_for_both_labels():
    h = 1e-30
    for label, gamma in ((1, 2), (0, 2), (1, 0.5)):
        sign = 2 * label - 1
        p_t = 1 / (1 + np.exp(-sign * (0.7 + 1j * h)))
        p = p_t.real
        claimed = sign * (1 - p) ** gamma * (gamma * p * math.log(p) + p - 1)
        assert math.isclose(focal(p_t, gamma).imag / h, claimed)


def test_a_balanced_models_probability_at_the_true_rate():
    odds = 0.8 / 0.2 * 0.01 / 0.99
    assert math.isclose(0.8 / 0.2, 4)
    assert round(odds / (1 + odds), 3) == 0.039


def test_rebalancing_buys_recall_with_accuracy():
    def measures(tp, fn, fp, tn):
        recall, specificity = tp / (tp + fn), tn / (tn + fp)
        return [round(x, 3) for x in ((tp + tn) / (tp + fn + fp + tn), recall, (recall + specificity) / 2)]

    assert measures(20, 30, 10, 940) == [0.96, 0.4, 0.695]
    assert measures(40, 10, 80, 870) == [0.91, 0.8, 0.858]


def test_a_resampled_validation_fold_shows_another_precision():
    assert [round(0.9 * pi / (0.9 * pi + 0.05 * (1 - pi)), 3) for pi in (0.5, 0.01)] == [0.947, 0.154]


def test_averaging_keeps_a_shared_bias():
    assert math.isclose(np.mean([0.30, 0.35, 0.28, 0.33, 0.34]), 0.32)


def test_a_weight_and_copies_have_the_same_gradient():
    x, y, w = np.array([0.5, -1.0, 2.0]), np.array([0.0, 0.0, 1.0]), 0.3

    def gradient(x, y, weights):
        return (weights * (1 / (1 + np.exp(-w * x)) - y) * x).sum()

    copied = np.array([0, 1, 2, 2, 2])
    assert math.isclose(gradient(x, y, np.array([1, 1, 3])), gradient(x[copied], y[copied], np.ones(5)))
