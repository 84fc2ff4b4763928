"""y = x * s + b, where NumPy broadcasts s and b; forward and backward."""

import numpy as np


def broadcast_forward(x, s, b):
    """y = x * s + b with NumPy's broadcasting.

    x (N, C, T, D), s (C, 1, D), b (N, 1, T, 1).
    Returns (y, cache): y (N, C, T, D); cache is whatever broadcast_backward needs.
    """
    raise NotImplementedError


def broadcast_backward(dy, cache):
    """Gradients of the loss with respect to x, s and b.

    dy (N, C, T, D) is the gradient with respect to y.
    Returns (dx, ds, db): dx (N, C, T, D), ds (C, 1, D), db (N, 1, T, 1).
    """
    raise NotImplementedError
