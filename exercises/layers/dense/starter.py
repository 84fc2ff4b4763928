"""A dense (fully connected) layer, forward and backward."""

import numpy as np


def dense_forward(x, w, b):
    """Map N samples with D features each to M outputs each: y = x w + b.

    x (N, D), w (D, M), b (M,).
    Returns (y, cache): y (N, M); cache is whatever dense_backward needs.
    """
    raise NotImplementedError


def dense_backward(dy, cache):
    """Gradients of the loss with respect to x, w and b.

    dy (N, M) is the gradient with respect to y.
    Returns (dx, dw, db): dx (N, D), dw (D, M), db (M,).
    """
    raise NotImplementedError
