"""The maximum of every row."""

import numpy as np


def rowmax_forward(x):
    """y[n] = max x[n]."""
    return x.max(axis=1), x


def rowmax_backward(dy, cache):
    """All of dy to the first of the largest."""
    dx = np.zeros_like(cache)
    dx[np.arange(len(cache)), cache.argmax(axis=1)] = dy
    return dx
