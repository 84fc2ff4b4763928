"""Mean squared error, forward and backward."""

import numpy as np


def mse_forward(y, t):
    """The mean over all N·D entries of (y - t)².

    y (N, D) are predictions, t (N, D) targets.
    Returns (loss, cache): loss is one number; cache is whatever mse_backward needs.
    """
    raise NotImplementedError


def mse_backward(dloss, cache):
    """Gradient with respect to the predictions; the targets are data and get none.

    dloss is one number, the gradient with respect to loss.
    Returns dy (N, D).
    """
    raise NotImplementedError
