"""Batch normalization of a batch of vectors, forward and backward."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    """Normalize every feature, then scale it by gamma and shift it by beta.

    x (N, D); gamma, beta, running_mean, running_var (D,); momentum and eps are floats, training is a bool.
    In training (N is at least 2) the statistics are those of the batch, in eval mode the running ones.
    Returns (y, new_mean, new_var, cache): y (N, D); new_mean and new_var (D,), the running statistics
    after this batch, unchanged in eval mode; cache is whatever batchnorm_backward needs.
    """
    raise NotImplementedError


def batchnorm_backward(dy, cache):
    """Gradients of the loss with respect to x, gamma and beta, in the mode of the forward.

    dy (N, D) is the gradient with respect to y.
    Returns (dx, dgamma, dbeta): dx (N, D), dgamma and dbeta (D,).
    """
    raise NotImplementedError
