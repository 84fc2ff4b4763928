"""What content/questions/evaluation/measures.toml states, computed from definitions."""

import numpy as np


def counts(y, predicted):
    """TP, FP, FN, TN."""
    return [int(((predicted == p) & (y == t)).sum()) for p, t in ((1, 1), (1, 0), (0, 1), (0, 0))]


def harmonic(p, r):
    return 2 / (1 / p + 1 / r)


def r_squared(y, predicted):
    return 1 - ((y - predicted) ** 2).sum() / ((y - y.mean()) ** 2).sum()


def test_the_patients_of_the_example():
    y = np.repeat([1, 1, 0, 0], [8, 4, 2, 86])
    predicted = np.repeat([1, 0, 1, 0], [8, 4, 2, 86])
    tp, fp, fn, tn = counts(y, predicted)
    assert (tp, fp, fn, tn) == (8, 2, 4, 86)
    precision, recall = y[predicted == 1].mean(), predicted[y == 1].mean()
    assert (y == predicted).mean() == 0.94
    assert (y == 0).mean() == 0.88
    assert [round(x, 3) for x in (precision, recall)] == [0.8, 0.667]
    assert np.isclose(harmonic(precision, recall), 2 * tp / (2 * tp + fp + fn))
    assert round(harmonic(precision, recall), 3) == 0.727


def test_the_harmonic_mean_stays_near_the_smaller_value():
    assert round(harmonic(0.5, 1.0), 3) == 0.667
    assert round(harmonic(0.01, 1.0), 2) == 0.02
    assert [np.mean([p, 1.0]) for p in (0.5, 0.01)] == [0.75, 0.505]


def test_the_area_under_the_curve_is_the_share_of_ordered_pairs():
    rng = np.random.default_rng(0)
    y, scores = (
        np.repeat([1, 0], [20, 30]),
        rng.permutation(50) + np.repeat([8, 0], [20, 30]) + 0.25 * (np.arange(50) % 3),
    )
    cuts = np.r_[np.inf, np.unique(scores)[::-1]]
    tpr, fpr = ([(scores[y == label] >= c).mean() for c in cuts] for label in (1, 0))
    difference = scores[y == 1][:, None] - scores[y == 0]
    pairs = ((difference > 0) + 0.5 * (difference == 0)).mean()
    assert np.isclose(np.sum(np.diff(fpr) * (np.array(tpr[1:]) + tpr[:-1]) / 2), pairs)


def test_the_regression_measures_of_the_example():
    y, predicted = np.array([1.0, 2, 3, 6]), np.array([1.0, 2, 3, 4])
    assert ((y - predicted) ** 2).mean() == 1
    assert abs(y - predicted).mean() == 0.5
    assert round(r_squared(y, predicted), 3) == 0.714


def test_r_squared_is_zero_for_the_mean_and_negative_for_other_constants():
    y = np.array([1.0, 2, 3, 6])
    assert r_squared(y, np.full(4, y.mean())) == 0
    assert all(r_squared(y, np.full(4, c)) < 0 for c in (1.5, 2, 4, 5))


def test_folds_give_as_many_values_of_a_measure():
    assert np.isclose(np.mean([0.91, 0.93, 0.90, 0.94, 0.92]), 0.92)
