"""The hyperbolic tangent once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(x):
    """sinh/cosh of each number, written with e^-2|x| - 1, which neither overflows nor loses digits near 0."""
    y = np.zeros(x.shape)
    for n, row in enumerate(x.tolist()):
        for d, value in enumerate(row):
            fallen = -math.expm1(-2.0 * abs(value))
            y[n, d] = math.copysign(fallen / (2.0 - fallen), value)
    return y
