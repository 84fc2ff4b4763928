"""Mean squared error: the residual is all that the backward needs."""

import numpy as np


def mse_forward(y, t):
    """loss = mean over all N·D entries of (y - t)²."""
    r = y - t
    loss = np.asarray((r**2).mean())
    return loss, r


def mse_backward(dloss, cache):
    """Each entry stands in one square of the sum: its slope is 2r, and the mean divides it by N·D."""
    r = cache
    return dloss * 2 * r / r.size
