"""Numbers stated by the question generalization/small-gap, computed from definitions."""

import numpy as np


def test_the_model_with_the_larger_gap_errs_less_on_new_data():
    a, b = {"training": 2, "test": 9}, {"training": 12, "test": 12}
    assert (a["test"] - a["training"], b["test"] - b["training"]) == (7, 0)
    assert a["test"] < b["test"]


def test_a_constant_predictor_has_no_gap_on_average():
    rng = np.random.default_rng(0)
    training, test = rng.random((4000, 100)) < 0.3, rng.random((4000, 100)) < 0.3
    gaps = test.mean(axis=1) - training.mean(axis=1)
    assert abs(gaps.mean()) < 4 * gaps.std() / np.sqrt(len(gaps))


def test_five_folds_of_a_thousand_samples_train_on_800_each():
    folds = np.array_split(np.arange(1000), 5)
    assert [1000 - len(fold) for fold in folds] == [800] * 5


def test_a_tiny_learning_rate_hardly_moves():
    w = 1.0
    for _ in range(1000):
        w -= 0.0001 * w
    assert round(w, 3) == 0.905


def test_rescaling_two_layers_changes_the_curvature_and_not_the_function():
    def curvature(a, b, x=1.0, h=1e-3):
        loss = [(a * v * x) ** 2 / 2 for v in (b - h, b, b + h)]
        return (loss[0] - 2 * loss[1] + loss[2]) / h**2

    assert np.isclose(1 * 1, 10 * 0.1)
    assert np.allclose([curvature(1, 1), curvature(10, 0.1)], [1, 100])


def test_each_boosting_round_halves_the_residual():
    residuals = [8.0]
    for _ in range(2):
        residuals.append(residuals[-1] - residuals[-1] / 2)
    assert residuals == [8, 4, 2]


def test_a_bootstrap_sample_holds_63_percent_of_the_samples():
    n = 100
    assert round(1 - (1 - 1 / n) ** n, 2) == 0.63
    draws = np.random.default_rng(0).integers(n, size=(500, n))
    different = [len(np.unique(row)) / n for row in draws]
    assert abs(np.mean(different) - (1 - (1 - 1 / n) ** n)) < 0.005


def test_generated_samples_keep_the_error_of_the_ten_they_come_from():
    rng = np.random.default_rng(0)
    real = rng.normal(size=(20_000, 10))
    means, spreads = real.mean(axis=1), real.std(axis=1, ddof=1)
    # the mean of 10,000 draws from the fitted normal distribution
    generated = means + spreads / np.sqrt(10_000) * rng.normal(size=len(means))
    assert round(np.sqrt(1 / 10), 3) == 0.316
    assert np.allclose([means.std(), generated.std()], np.sqrt(1 / 10), rtol=0.02)
    assert np.isclose(1 / np.sqrt(10_000), 0.01)
