"""Softmax over the last axis, forward and backward."""

import numpy as np


def softmax_forward(z):
    """e^z of each row, divided by the sum of the row.

    z (N, C) are logits of any size; those of one sample are one row.
    Returns (p, cache): p (N, C) are probabilities; cache is whatever softmax_backward needs.
    """
    raise NotImplementedError


def softmax_backward(dp, cache):
    """Gradient of the loss with respect to the logits, without a Jacobian.

    dp (N, C) is the gradient with respect to p.
    Returns dz (N, C).
    """
    raise NotImplementedError
