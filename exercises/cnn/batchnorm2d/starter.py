"""Batch normalization of a batch of images, forward and backward."""

import numpy as np


def batchnorm2d_forward(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    """Normalize every channel, then scale it by gamma and shift it by beta.

    x (N, C, H, W); gamma, beta, running_mean, running_var (C,); momentum and eps are floats, training is a bool.
    In training (N*H*W is at least 2) the statistics are those of the batch, in eval mode the running ones.
    Returns (y, new_mean, new_var, cache): y (N, C, H, W); new_mean and new_var (C,), the running statistics
    after this batch, unchanged in eval mode; cache is whatever batchnorm2d_backward needs.
    """
    raise NotImplementedError


def batchnorm2d_backward(dy, cache):
    """Gradients of the loss with respect to x, gamma and beta, in the mode of the forward.

    dy (N, C, H, W) is the gradient with respect to y.
    Returns (dx, dgamma, dbeta): dx (N, C, H, W), dgamma and dbeta (C,).
    """
    raise NotImplementedError
