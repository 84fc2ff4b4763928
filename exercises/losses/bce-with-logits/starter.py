"""Binary cross-entropy with logits, forward and backward."""

import numpy as np


def bce_with_logits_forward(z, t):
    """The mean over all N·D entries of -t log s - (1 - t) log(1 - s), where s = sigmoid(z).

    z (N, D) are logits, t (N, D) targets from 0 to 1.
    Returns (loss, cache): loss is one number; cache is whatever bce_with_logits_backward needs.
    """
    raise NotImplementedError


def bce_with_logits_backward(dloss, cache):
    """Gradient with respect to the logits; the targets are data and get none.

    dloss is one number, the gradient with respect to loss.
    Returns dz (N, D).
    """
    raise NotImplementedError
