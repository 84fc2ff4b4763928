"""RMS normalization of sequences, forward and backward."""

import numpy as np


def rmsnorm_forward(x, gamma, eps):
    """Divide every vector by its own root mean square, then scale each feature by gamma.

    x (N, T, D), gamma (D,); eps is a float.
    Returns (y, cache): y (N, T, D); cache is whatever rmsnorm_backward needs.
    """
    raise NotImplementedError


def rmsnorm_backward(dy, cache):
    """Gradients of the loss with respect to x and gamma.

    dy (N, T, D) is the gradient with respect to y.
    Returns (dx, dgamma): dx (N, T, D), dgamma (D,).
    """
    raise NotImplementedError
