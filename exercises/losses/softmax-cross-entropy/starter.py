"""Softmax cross-entropy, forward and backward."""

import numpy as np


def softmax_cross_entropy_forward(z, t):
    """The mean over N samples of -log softmax(z[n])[t[n]].

    z (N, C) are logits, t (N,) the right classes as integers from 0 to C - 1.
    Returns (loss, cache): loss is one number; cache is whatever softmax_cross_entropy_backward needs.
    """
    raise NotImplementedError


def softmax_cross_entropy_backward(dloss, cache):
    """Gradient with respect to the logits.

    dloss is one number, the gradient with respect to loss.
    Returns dz (N, C).
    """
    raise NotImplementedError
