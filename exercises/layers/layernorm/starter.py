"""Layer normalization, forward and backward."""

import numpy as np


def layernorm_forward(x, gamma, beta, eps):
    """Normalize every sample over its features, then scale each feature by gamma and shift it by beta.

    x (N, D), gamma and beta (D,); eps is a float.
    Returns (y, cache): y (N, D); cache is whatever layernorm_backward needs.
    """
    raise NotImplementedError


def layernorm_backward(dy, cache):
    """Gradients of the loss with respect to x, gamma and beta.

    dy (N, D) is the gradient with respect to y.
    Returns (dx, dgamma, dbeta): dx (N, D), dgamma and dbeta (D,).
    """
    raise NotImplementedError
