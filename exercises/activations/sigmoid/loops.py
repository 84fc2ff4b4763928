"""The sigmoid once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x):
    """Each number for itself, by the definition; where e^-x is too large for a float, 1 / (1 + e^-x) is 0."""
    y = np.zeros(x.shape)
    for n, row in enumerate(x.tolist()):
        for d, value in enumerate(row):
            y[n, d] = 0.0 if value < -700.0 else 1.0 / (1.0 + math.exp(-value))
    return y
