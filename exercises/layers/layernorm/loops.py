"""Layer normalization once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x, gamma, beta, eps):
    """One sample after the other: the mean of its features, their squared deviations, then each feature."""
    y = np.zeros(x.shape)
    for n, row in enumerate(x.tolist()):
        mean = math.fsum(row) / len(row)
        var = math.fsum((v - mean) ** 2 for v in row) / len(row)
        for d, v in enumerate(row):
            y[n, d] = float(gamma[d]) * (v - mean) / math.sqrt(var + eps) + float(beta[d])
    return y
