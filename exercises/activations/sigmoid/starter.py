"""Sigmoid, forward and backward."""

import numpy as np


def sigmoid_forward(x):
    """1 / (1 + e^-x), entry by entry.

    x (N, D), of any size: at ±1000 y must be 1 and 0.
    Returns (y, cache): y (N, D); cache is whatever sigmoid_backward needs.
    """
    raise NotImplementedError


def sigmoid_backward(dy, cache):
    """Gradient of the loss with respect to x.

    dy (N, D) is the gradient with respect to y.
    Returns dx (N, D).
    """
    raise NotImplementedError
