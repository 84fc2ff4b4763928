"""Binary cross-entropy on logits."""

import numpy as np


def bce_forward(z, t):
    """loss = mean of max(z, 0) - t z + log(1 + e^-|z|)."""
    loss = np.maximum(z, 0) - t * z + np.log1p(np.exp(-np.abs(z)))
    return np.asarray(loss.mean()), (z, t)


def bce_backward(dloss, cache):
    """dz = (s - t) / size."""
    z, t = cache
    return dloss * (1 / (1 + np.exp(-z)) - t) / z.size
