"""Average pooling once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x, size, stride):
    """Every output entry is the mean of a list."""
    samples, channels, height, width = x.shape
    y = np.zeros((samples, channels, (height - size) // stride + 1, (width - size) // stride + 1))
    for n, c, i, j in np.ndindex(*y.shape):
        rows = range(i * stride, i * stride + size)
        columns = range(j * stride, j * stride + size)
        y[n, c, i, j] = math.fsum(float(x[n, c, row, column]) for row in rows for column in columns) / (size * size)
    return y
