"""A logistic regression: its loss and gradients."""

import numpy as np


def logistic_regression(params, x, t):
    """The mean binary cross-entropy of p = sigmoid(x w + b) over the N samples, and its gradients.

    params is a dict: w (D, 1), b (1,). x (N, D) holds a sample a row, t (N,) its labels, 0.0 or 1.0.
    Returns (loss, grads): loss is one number; grads is a dict with the keys and shapes of params.
    """
    w = params["w"]
    t = np.asarray(t)
    z = x @ w
    p = sigmoid(z)
    loss = np.mean((p - t) ** 2)

    dz = (p - t) * p * (1 - p) / len(x)
    dw = dz
    db = dz.sum(axis=0)
    return loss, {"w": dw, "b": db}


def sigmoid(a):
    """1 / (1 + e^-a) without overflow."""
    decay = np.exp(-np.abs(a))
    return np.where(a > 0, 1, decay) / (1 + decay)
