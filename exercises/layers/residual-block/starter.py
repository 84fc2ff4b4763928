"""A residual block of two dense layers, forward and backward."""

import numpy as np


def residual_block_forward(x, w1, b1, w2, b2):
    """Add a branch to its own input: y = x + relu(x w1 + b1) w2 + b2.

    x (N, D), w1 (D, H), b1 (H,), w2 (H, D), b2 (D,).
    Returns (y, cache): y (N, D); cache is whatever residual_block_backward needs.
    """
    raise NotImplementedError


def residual_block_backward(dy, cache):
    """Gradients of the loss with respect to x, w1, b1, w2 and b2.

    dy (N, D) is the gradient with respect to y.
    Returns (dx, dw1, db1, dw2, db2): dx (N, D), dw1 (D, H), db1 (H,), dw2 (H, D), db2 (D,).
    """
    raise NotImplementedError
