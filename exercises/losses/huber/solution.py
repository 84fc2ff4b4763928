"""Huber loss: its gradient is the residual, clipped."""

import numpy as np


def huber_forward(y, t, delta):
    """loss = mean of r²/2 where |r| <= delta, and of delta (|r| - delta/2) beyond; r = y - t."""
    r = y - t
    size = np.abs(r)
    entries = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    loss = np.asarray(entries.mean())
    return loss, (r, delta)


def huber_backward(dloss, cache):
    """The slope follows r and stops at ±delta, where the two pieces meet: no case has to be told from another."""
    r, delta = cache
    return dloss * np.clip(r, -delta, delta) / r.size
