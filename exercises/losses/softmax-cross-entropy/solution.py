"""Softmax and cross-entropy as one layer: what is hard in either alone cancels in the two together."""

import numpy as np


def softmax_cross_entropy_forward(z, t):
    """loss = mean over the samples of -log softmax(z[n])[t[n]]."""
    shifted = z - z.max(axis=1, keepdims=True)  # changes no probability, and exp can no longer overflow
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = np.asarray(-logp[np.arange(len(t)), t].mean())
    return loss, (logp, t)


def softmax_cross_entropy_backward(dloss, cache):
    """dz = (softmax(z) - onehot(t)) / N: pushed down by what each class has too much, up by what the label lacks."""
    logp, t = cache
    dz = np.exp(logp)  # a new array, so that the next line does not write into the cache
    dz[np.arange(len(t)), t] -= 1
    return dloss * dz / len(t)
