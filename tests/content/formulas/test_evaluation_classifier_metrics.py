"""What content/questions/evaluation/classifier-metrics.toml states, computed from definitions."""

import numpy as np

TRUTH = np.repeat([1, 1, 0, 0], [30, 10, 20, 940])
VERDICT = np.repeat([1, 0, 1, 0], [30, 10, 20, 940])


def f1(truth, verdict, of):
    hits = ((truth == of) & (verdict == of)).sum()
    return 2 * hits / ((truth == of).sum() + (verdict == of).sum())


def rates(truth, scores, threshold):
    """(recall, precision) where what reaches the threshold is called positive."""
    alarm = scores >= threshold
    return alarm[truth == 1].mean(), truth[alarm].mean()


def test_the_measures_of_the_example():
    recall, specificity = VERDICT[TRUTH == 1].mean(), 1 - VERDICT[TRUTH == 0].mean()
    assert [round(x, 3) for x in (recall, specificity, 1 - specificity)] == [0.75, 0.979, 0.021]
    assert TRUTH[VERDICT == 1].mean() == 0.6
    assert ((TRUTH == VERDICT).mean(), (TRUTH == 0).mean()) == (0.97, 0.96)


def test_f1_depends_on_which_class_is_the_positive_one():
    assert [round(f1(TRUTH, VERDICT, of), 3) for of in (1, 0)] == [0.667, 0.984]


def test_a_higher_threshold_never_raises_recall_but_may_lower_precision():
    rng = np.random.default_rng(1)
    truth, scores = rng.integers(0, 2, 30), rng.random(30)
    recalls = [rates(truth, scores, t)[0] for t in np.sort(scores)]
    assert np.all(np.diff(recalls) <= 0)
    truth, scores = np.array([0, 1]), np.array([0.9, 0.8])
    assert [rates(truth, scores, t)[1] for t in (0.7, 0.85)] == [0.5, 0.0]


def test_the_area_is_kept_by_monotone_changes_and_by_prevalence():
    def area(pos, neg):
        d = pos[:, None] - neg
        return ((d > 0) + 0.5 * (d == 0)).mean()

    pos, neg = np.array([3.0, 2, 0.5]), np.array([2.0, 1, 0])
    assert area(pos, neg) == area(np.exp(pos), np.exp(neg)) == area(pos, np.repeat(neg, 99))


def test_precision_falls_with_the_prevalence_at_the_same_rates():
    found = [0.9 * pi / (0.9 * pi + 0.05 * (1 - pi)) for pi in (0.5, 0.01)]
    assert [round(p, 3) for p in found] == [0.947, 0.154]


def test_micro_f1_is_the_accuracy_and_macro_sees_the_small_class():
    truth, verdict = np.repeat(["A", "B"], [90, 10]), np.repeat("A", 100)
    assert round(np.mean([f1(truth, verdict, of) for of in "AB"]), 3) == 0.474
    pooled = sum(((truth == of) & (verdict == of)).sum() for of in "AB")
    micro = 2 * pooled / sum((truth == of).sum() + (verdict == of).sum() for of in "AB")
    assert micro == (truth == verdict).mean() == 0.9


def test_always_negative_scores_its_share_for_any_number_of_samples():
    for n in (100, 1_000_000):
        assert (np.arange(n) % 100 > 0).mean() == 0.99


def test_five_folds_test_each_of_200_samples_once():
    folds = np.split(np.random.default_rng(0).permutation(200), 5)
    assert [len(fold) for fold in folds] == [40] * 5
    assert np.array_equal(np.sort(np.concatenate(folds)), np.arange(200))
