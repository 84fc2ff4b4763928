"""Batch normalization: in training the statistics are functions of x, in eval mode they are constants."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    """y = gamma * xhat + beta, where xhat is x minus its mean, over its standard deviation, feature by feature."""
    if training:
        N = len(x)
        mean, var = x.mean(axis=0), x.var(axis=0)  # 1/N: what this batch is normalized with
        new_mean = (1 - momentum) * running_mean + momentum * mean
        # 1/(N - 1): what is kept is an estimate for the data that the batch was drawn from.
        new_var = (1 - momentum) * running_var + momentum * var * N / (N - 1)
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = running_mean, running_var

    s = np.sqrt(var + eps)
    xhat = (x - mean) / s
    return gamma * xhat + beta, new_mean, new_var, (xhat, s, gamma, training)


def batchnorm_backward(dy, cache):
    """In training x reaches y on three paths: directly, through the mean and through s."""
    xhat, s, gamma, training = cache
    g = dy * gamma  # the gradient of xhat
    dx = g / s
    if training:
        # A mean spreads its gradient evenly over the batch; s moves with x as xhat / N does.
        dx -= (g.mean(axis=0) + xhat * (g * xhat).mean(axis=0)) / s
    dgamma = (dy * xhat).sum(axis=0)
    dbeta = dy.sum(axis=0)
    return dx, dgamma, dbeta
