"""What the metrics of a binary classifier must be, and the scores on which they are tried.

The AUC is the rank statistic of Mann and Whitney, not the count of pairs of `solution.py`.
"""

import numpy as np

from exercises.catalog import Case


def forward(scores, labels, threshold):
    """(accuracy, precision, recall, f1, auc); precision, recall and f1 are 0 where they would be 0/0."""
    # Rows are labels, columns predictions.
    table = np.bincount(2 * labels + (scores >= threshold), minlength=4).reshape(2, 2)
    precision = table[1, 1] / max(table[:, 1].sum(), 1)
    recall = table[1, 1] / max(table[1].sum(), 1)
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    accuracy = np.trace(table) / table.sum()
    return tuple(np.asarray(float(value)) for value in (accuracy, precision, recall, f1, _auc(scores, labels)))


def _auc(scores, labels):
    """From the sum of the positives' ranks; those of equal scores share the mean of their places."""
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    positives = labels.sum()
    pairs = positives * (len(labels) - positives)
    return (ranks[labels == 1].sum() - positives * (positives + 1) / 2) / pairs if pairs else 0.5


def cases(rng):
    """Sizes N; logits and probabilities, ties, scores on the threshold, rare positives, and every empty denominator."""

    def case(name, scores, labels, threshold, hidden=False):
        return Case(name, {"scores": scores, "labels": labels, "threshold": threshold}, hidden)

    def drawn(name, count, positives, threshold=0.0, edge=1.0, hidden=False):
        """Logits in which the positives lie about `edge` higher."""
        labels = _labels(rng, count, positives)
        return case(name, rng.standard_normal(count) + edge * labels, labels, threshold, hidden)

    def tied(name, count, positives, levels, threshold, hidden=False):
        """Few levels of score, so that many samples are tied and some stand on the threshold."""
        labels = _labels(rng, count, positives)
        scores = rng.integers(0, levels, count) / (levels - 1)
        scores[:2], labels[:2] = threshold, [0, 1]
        order = rng.permutation(count)
        return case(name, scores[order], labels[order], threshold, hidden)

    def two_levels(name):
        """Six tied pairs with the positive first, two with the negative first: ranks by order win 2 and not 4."""
        low, high = rng.uniform(0.1, 0.4), rng.uniform(0.6, 0.9)
        return case(name, np.repeat([low, high], [5, 3]), np.array([1, 1, 1, 0, 0, 0, 0, 1]), high)

    def separated(name, count, positives, way):
        labels = _labels(rng, count, positives)
        return case(name, way * (labels - 0.5) + rng.uniform(-0.4, 0.4, count), labels, 0.0)

    return [
        drawn("tiny", 11, 4),
        drawn("more positives than negatives", 23, 17, threshold=0.5),
        drawn("rare positives", 60, 3, threshold=0.8),
        tied("tied probabilities", 30, 11, 5, 0.5),
        two_levels("two levels of score"),
        separated("perfect", 14, 5, 1.0),
        separated("upside down", 13, 6, -1.0),
        drawn("nothing predicted positive", 12, 5, threshold=9.0),
        drawn("everything predicted positive", 16, 7, threshold=-9.0),
        drawn("no positives at all", 10, 0),
        drawn("no negatives at all", 8, 8, threshold=0.5),
        drawn("one sample, a negative left alone", 1, 0, threshold=9.0),
        drawn("hidden many samples", 150, 60, threshold=0.4, hidden=True),
        tied("hidden ties", 45, 20, 4, 1 / 3, hidden=True),
    ]


def _labels(rng, count, positives):
    """This many ones among zeros."""
    labels = np.zeros(count, np.int64)
    labels[rng.permutation(count)[:positives]] = 1
    return labels
