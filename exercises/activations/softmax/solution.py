"""Softmax: a shift that keeps exp finite, and a backward that subtracts a weighted mean."""

import numpy as np


def softmax_forward(z):
    """p[n] = e^z[n] / sum of e^z[n], row by row."""
    e = np.exp(z - z.max(axis=1, keepdims=True))  # a constant in a row cancels; the largest entry becomes 1
    p = e / e.sum(axis=1, keepdims=True)
    return p, p


def softmax_backward(dp, cache):
    """dz = dp times the Jacobian diag(p) - p pᵀ of each row, multiplied out: no (C, C) array is needed."""
    p = cache
    mean = (dp * p).sum(axis=1, keepdims=True)  # of dp, weighted by p: what raises all classes alike raises none
    return p * (dp - mean)
