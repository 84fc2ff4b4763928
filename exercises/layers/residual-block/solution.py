"""A residual block: a small network whose output is added to what it was given."""

import numpy as np


def residual_block_forward(x, w1, b1, w2, b2):
    """y = x + h w2 + b2 with h = relu(x w1 + b1)."""
    h = np.maximum(x @ w1 + b1, 0)
    y = x + h @ w2 + b2
    return y, (x, w1, h, w2)


def residual_block_backward(dy, cache):
    """The sum hands dy to both of its ends, the branch and the shortcut, and they meet again at x."""
    x, w1, h, w2 = cache
    dw2 = h.T @ dy
    db2 = dy.sum(axis=0)
    dh = dy @ w2.T
    da = dh * (h > 0)  # h is positive where the ReLU's input was
    dw1 = x.T @ da
    db1 = da.sum(axis=0)

    dx = dy + da @ w1.T  # x has two readers
    return dx, dw1, db1, dw2, db2
