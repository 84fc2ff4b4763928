"""Metrics of a binary classifier."""

import numpy as np


def classification_metrics(scores, labels, threshold):
    """Judge N scores against their labels.

    scores (N,) are any real numbers, labels (N,) are integers 0 or 1; a sample with score >= threshold is
    predicted positive. Precision, recall and F1 are 0.0 where they would be 0/0; the AUC is 0.5 where a class is
    missing.
    Returns (accuracy, precision, recall, f1, auc), five floats.
    """
    raise NotImplementedError
