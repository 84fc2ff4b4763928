"""Batch normalization of images: that of vectors, where every pixel is a sample and every channel a feature."""

import numpy as np

PIXELS = (0, 2, 3)  # all axes but the channels'


def batchnorm2d_forward(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    """y = gamma * xhat + beta, where xhat is x minus its mean, over its standard deviation, channel by channel."""
    if training:
        n = x.size // x.shape[1]
        mean, var = x.mean(axis=PIXELS), x.var(axis=PIXELS)  # 1/n: what this batch is normalized with
        new_mean = (1 - momentum) * running_mean + momentum * mean
        # 1/(n - 1): what is kept is an estimate for the data that the batch was drawn from.
        new_var = (1 - momentum) * running_var + momentum * var * n / (n - 1)
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = running_mean, running_var

    # (C, 1, 1) meets (N, C, H, W) at the channels; (C,) would meet the columns.
    s = np.sqrt(var + eps)[:, None, None]
    gamma, beta = gamma[:, None, None], beta[:, None, None]
    xhat = (x - mean[:, None, None]) / s
    return gamma * xhat + beta, new_mean, new_var, (xhat, s, gamma, training)


def batchnorm2d_backward(dy, cache):
    """In training x reaches y on three paths: directly, through the mean and through s."""
    xhat, s, gamma, training = cache
    g = dy * gamma  # the gradient of xhat
    dx = g / s
    if training:
        # A mean spreads its gradient evenly over its channel; s moves with x as xhat / n does.
        mean_g = g.mean(axis=PIXELS, keepdims=True)
        mean_gx = (g * xhat).mean(axis=PIXELS, keepdims=True)
        dx -= (mean_g + xhat * mean_gx) / s
    dgamma = (dy * xhat).sum(axis=PIXELS)
    dbeta = dy.sum(axis=PIXELS)
    return dx, dgamma, dbeta
