"""Logistic regression: its loss from logits, and its gradients."""

import numpy as np


def logistic_regression(params, x, t):
    """The mean binary cross-entropy of p = sigmoid(x w + b) over the N samples, and its gradients.

    params is a dict: w (D,), b one number. x (N, D) holds a sample a row, t (N,) its labels, 0.0 or 1.0.
    Logits of any size are allowed: nothing may overflow, and no log may see a 0.
    Returns (loss, grads): loss is one number; grads is a dict with the keys and shapes of params.
    """
    raise NotImplementedError
