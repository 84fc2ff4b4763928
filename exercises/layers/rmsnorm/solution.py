"""RMS normalization: LayerNorm without the mean and without the shift."""

import numpy as np


def rmsnorm_forward(x, gamma, eps):
    """y = gamma * xhat, where xhat is a vector of D numbers over its own root mean square."""
    r = np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)  # (N, T, 1): one for every vector
    xhat = x / r
    return gamma * xhat, (xhat, r, gamma)


def rmsnorm_backward(dy, cache):
    """x reaches y directly and through r, which moves with x as xhat / D does."""
    xhat, r, gamma = cache
    g = dy * gamma  # the gradient of xhat
    dx = (g - xhat * (g * xhat).mean(axis=-1, keepdims=True)) / r
    dgamma = (dy * xhat).sum(axis=(0, 1))  # every vector of every sequence shares gamma
    return dx, dgamma
