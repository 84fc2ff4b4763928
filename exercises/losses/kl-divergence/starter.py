"""KL divergence of two softmaxes, forward and backward."""

import numpy as np


def kl_divergence_forward(a, z):
    """The mean over N samples of KL(p ‖ q) = sum of p·log(p/q), with p = softmax(a) and q = softmax(z), row by row.

    a and z (N, C) are logits.
    Returns (loss, cache): loss is one number; cache is whatever kl_divergence_backward needs.
    """
    raise NotImplementedError


def kl_divergence_backward(dloss, cache):
    """Gradients with respect to both sets of logits.

    dloss is one number, the gradient with respect to loss.
    Returns (da, dz): da and dz (N, C).
    """
    raise NotImplementedError
