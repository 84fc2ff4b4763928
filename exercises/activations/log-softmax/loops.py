"""Log-softmax once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(z):
    """-log of a sum of ratios, the largest of which is left out of the log as itself."""
    logp = np.zeros(z.shape)
    for n, row in enumerate(z.tolist()):
        largest = max(row)
        others = 0.0
        for position, value in enumerate(row):
            if position != row.index(largest):
                others += math.exp(value - largest)
        for k, value in enumerate(row):
            logp[n, k] = -((largest - value) + math.log1p(others))
    return logp
