"""ReLU, forward and backward."""

import numpy as np


def relu_forward(x):
    """max(x, 0), entry by entry.

    x (N, D).
    Returns (y, cache): y (N, D); cache is whatever relu_backward needs.
    """
    raise NotImplementedError


def relu_backward(dy, cache):
    """Gradient of the loss with respect to x.

    dy (N, D) is the gradient with respect to y.
    Returns dx (N, D).
    """
    raise NotImplementedError
