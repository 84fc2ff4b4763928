"""Log-softmax over the last axis, forward and backward."""

import numpy as np


def log_softmax_forward(z):
    """The logarithm of the softmax of each row, finite also where the softmax is 0 in float64.

    z (N, C) are logits of any size; those of one sample are one row.
    Returns (logp, cache): logp (N, C); cache is whatever log_softmax_backward needs.
    """
    raise NotImplementedError


def log_softmax_backward(dlogp, cache):
    """Gradient of the loss with respect to the logits, without a Jacobian.

    dlogp (N, C) is the gradient with respect to logp.
    Returns dz (N, C).
    """
    raise NotImplementedError
