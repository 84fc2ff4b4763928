"""Softmax once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(z):
    """Each probability as one over a sum of ratios; a rival that leads by more than 700 leaves nothing."""
    p = np.zeros(z.shape)
    for n, row in enumerate(z.tolist()):
        for k, mine in enumerate(row):
            if max(row) - mine > 700.0:
                continue
            total = 0.0
            for other in row:
                total += math.exp(other - mine)
            p[n, k] = 1.0 / total
    return p
