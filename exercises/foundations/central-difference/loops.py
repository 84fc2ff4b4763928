"""The central difference once more, with exact fractions: what `reference.py` is held against.

Every float is a fraction, and fractions are subtracted without rounding; so it may do what the name says.
"""

from fractions import Fraction

import numpy as np


def forward(x, c, eps):
    """Two values of f for every entry, and their quotient, rounded once at the end."""
    weights = [Fraction(float(value)) for value in c.ravel()]
    point = [Fraction(float(value)) for value in x.ravel()]
    step = Fraction(eps)
    found = []
    for k in range(len(point)):
        values = [_value(weights, [v + way * step * (i == k) for i, v in enumerate(point)]) for way in (1, -1)]
        found.append(float((values[0] - values[1]) / (2 * step)))
    return np.array(found).reshape(x.shape)


def _value(weights, point):
    total = sum(point)
    return sum(c * v * v * v for c, v in zip(weights, point, strict=True)) + total * total / 2
