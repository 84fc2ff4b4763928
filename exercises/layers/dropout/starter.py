"""Inverted dropout, forward and backward."""

import numpy as np


def dropout_forward(x, mask, keep, training):
    """Drop the units whose mask is False and scale up the others; in eval mode pass x on.

    x (N, D), mask (N, D) of bool: True is kept; keep is the probability of being kept, a float in (0, 1];
    training is a bool.
    Returns (y, cache): y (N, D); cache is whatever dropout_backward needs.
    """
    raise NotImplementedError


def dropout_backward(dy, cache):
    """Gradient of the loss with respect to x.

    dy (N, D) is the gradient with respect to y.
    Returns dx (N, D).
    """
    raise NotImplementedError
