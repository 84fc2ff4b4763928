"""Huber loss, forward and backward."""

import numpy as np


def huber_forward(y, t, delta):
    """The mean over all N·D entries of r²/2 where |r| <= delta, and of delta·(|r| - delta/2) beyond; r = y - t.

    y (N, D) are predictions, t (N, D) targets; delta is a positive number.
    Returns (loss, cache): loss is one number; cache is whatever huber_backward needs.
    """
    raise NotImplementedError


def huber_backward(dloss, cache):
    """Gradient with respect to the predictions; the targets are data and get none.

    dloss is one number, the gradient with respect to loss.
    Returns dy (N, D).
    """
    raise NotImplementedError
