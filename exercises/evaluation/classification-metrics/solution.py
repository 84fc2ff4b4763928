"""Metrics of a binary classifier: four from counts at a threshold, one from all pairs at none."""

import numpy as np


def classification_metrics(scores, labels, threshold):
    """Four counts are enough for all but the AUC, which asks who outranks whom."""
    predicted = scores >= threshold
    positive = labels == 1
    tp = np.sum(predicted & positive)
    fp = np.sum(predicted & ~positive)
    fn = np.sum(~predicted & positive)

    accuracy = np.mean(predicted == positive)
    precision = share(tp, tp + fp)  # of what was predicted positive
    recall = share(tp, tp + fn)  # of what is positive
    f1 = share(2 * tp, 2 * tp + fp + fn)  # the harmonic mean of the two, without a 0/0 of its own

    # One entry a pair of a positive and a negative; sorting would do with N log N, but says less.
    lead = scores[positive][:, None] - scores[~positive]
    wins = np.sum(lead > 0) + 0.5 * np.sum(lead == 0)
    auc = share(wins, lead.size, empty=0.5)
    return accuracy, precision, recall, f1, auc


def share(part, whole, empty=0.0):
    """part/whole, and what the convention says where there is nothing to divide by."""
    return float(part / whole) if whole else empty
