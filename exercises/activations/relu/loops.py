"""ReLU once more, number by number: what `reference.py` is held against."""

import numpy as np


def forward(x):
    """Each number for itself: kept if positive, otherwise 0."""
    y = np.zeros(x.shape)
    for n, row in enumerate(x.tolist()):
        for d, value in enumerate(row):
            if value > 0.0:
                y[n, d] = value
    return y
