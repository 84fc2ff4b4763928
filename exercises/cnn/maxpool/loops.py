"""Max pooling once more, number by number: what `reference.py` is held against."""

import numpy as np


def forward(x, size, stride):
    """Every output entry is the largest of a list."""
    samples, channels, height, width = x.shape
    y = np.zeros((samples, channels, (height - size) // stride + 1, (width - size) // stride + 1))
    for n, c, i, j in np.ndindex(*y.shape):
        rows = range(i * stride, i * stride + size)
        columns = range(j * stride, j * stride + size)
        y[n, c, i, j] = max(float(x[n, c, row, column]) for row in rows for column in columns)
    return y
