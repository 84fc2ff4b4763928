"""Tanh: the output is all that the backward needs."""

import numpy as np


def tanh_forward(x):
    """y = tanh(x): right for any x, where a quotient of exponentials is inf/inf or loses digits near 0."""
    y = np.tanh(x)
    return y, y


def tanh_backward(dy, cache):
    """dy/dx = 1 - y²: 1 at the origin, and 0 where the unit is saturated."""
    y = cache
    return dy * (1 - y**2)
