"""Logistic regression from logits: no log of a probability, no exp of a positive number."""

import numpy as np


def logistic_regression(params, x, t):
    """Mean binary cross-entropy of sigmoid(x w + b) and its gradients."""
    w, b = params["w"], params["b"]
    z = x @ w + b
    # log(1 + e^z) - t z, with log(1 + e^z) = max(z, 0) + log(1 + e^-|z|)
    decay = np.exp(-np.abs(z))
    loss = np.mean(np.maximum(z, 0) - t * z + np.log1p(decay))

    p = np.where(z > 0, 1, decay) / (1 + decay)  # 1/(1 + e^-z), for z < 0 written as e^z/(1 + e^z)
    dz = (p - t) / len(x)  # the slope p(1 - p) of the sigmoid has cancelled
    return loss, {"w": x.T @ dz, "b": dz.sum()}
