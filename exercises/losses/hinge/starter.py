"""Multi-class hinge loss, forward and backward."""

import numpy as np


def hinge_forward(z, t):
    """The mean over N samples of the sum, over all wrong classes j, of max(0, z[n, j] - z[n, t[n]] + 1).

    z (N, C) are scores, t (N,) the right classes as integers from 0 to C - 1.
    Returns (loss, cache): loss is one number; cache is whatever hinge_backward needs.
    """
    raise NotImplementedError


def hinge_backward(dloss, cache):
    """Gradient with respect to the scores; at a margin of exactly 1 any slope between 0 and 1 is right.

    dloss is one number, the gradient with respect to loss.
    Returns dz (N, C).
    """
    raise NotImplementedError
