"""Linear regression with a bias: its loss and gradients."""

import numpy as np


def linear_regression(params, x, t):
    """The mean squared error of y = x w + b over the N samples, and its gradients.

    params is a dict: w (D,), b one number. x (N, D) holds a sample a row, t (N,) its targets.
    Returns (loss, grads): loss is one number; grads is a dict with the keys and shapes of params.
    """
    raise NotImplementedError
