"""Layer normalization: statistics along each row, parameters for each column."""

import numpy as np


def layernorm_forward(x, gamma, beta, eps):
    """y = gamma * xhat + beta, where xhat is a row minus its mean, over its standard deviation."""
    mean = x.mean(axis=1, keepdims=True)  # (N, 1): no sample knows of another
    var = x.var(axis=1, keepdims=True)
    s = np.sqrt(var + eps)
    xhat = (x - mean) / s
    return gamma * xhat + beta, (xhat, s, gamma)


def layernorm_backward(dy, cache):
    """x reaches y directly, through the mean of its row and through s; gamma and beta through every row."""
    xhat, s, gamma = cache
    g = dy * gamma  # the gradient of xhat; gamma differs along the row, so it goes in before the means

    by_mean = g.mean(axis=1, keepdims=True)
    by_s = xhat * (g * xhat).mean(axis=1, keepdims=True)
    dx = (g - by_mean - by_s) / s

    dgamma = (dy * xhat).sum(axis=0)
    dbeta = dy.sum(axis=0)
    return dx, dgamma, dbeta
