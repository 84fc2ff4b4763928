"""The tanh form of GELU once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x):
    """Half of each number, times one plus the tanh of its cubic."""
    y = np.zeros(x.shape)
    for n, row in enumerate(x.tolist()):
        for d, value in enumerate(row):
            inside = math.sqrt(2.0 / math.pi) * (value + 0.044715 * value**3)
            y[n, d] = 0.5 * value * (1.0 + math.tanh(inside))
    return y
