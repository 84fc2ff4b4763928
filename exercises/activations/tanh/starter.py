"""Tanh, forward and backward."""

import numpy as np


def tanh_forward(x):
    """The hyperbolic tangent, entry by entry.

    x (N, D), of any size: at ±1000 y must be ±1.
    Returns (y, cache): y (N, D); cache is whatever tanh_backward needs.
    """
    raise NotImplementedError


def tanh_backward(dy, cache):
    """Gradient of the loss with respect to x.

    dy (N, D) is the gradient with respect to y.
    Returns dx (N, D).
    """
    raise NotImplementedError
