"""Layer normalisation: three terms for dx, since x acts through itself, the mean and the variance."""

import numpy as np


def layernorm_forward(x, gamma, beta):
    """y = gamma * normalised x + beta."""
    centred = x - x.mean(axis=1, keepdims=True)
    std = np.sqrt((centred**2).mean(axis=1, keepdims=True))
    xhat = centred / std
    return gamma * xhat + beta, (xhat, std, gamma)


def layernorm_backward(dy, cache):
    """dx = (dxhat - mean dxhat - xhat mean(dxhat xhat)) / std."""
    xhat, std, gamma = cache
    dxhat = dy * gamma
    inner = dxhat - dxhat.mean(axis=1, keepdims=True) - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)
    return inner / std, (dy * xhat).sum(axis=0), dy.sum(axis=0)
