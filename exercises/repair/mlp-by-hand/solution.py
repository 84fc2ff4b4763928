"""A network of sigmoids by hand: every layer is one matrix, whose last row, the bias, multiplies an appended 1."""

import numpy as np


def mlp_by_hand(params, x, t):
    """Mean squared error of sigmoid(sigmoid(x W1 + b1) W2 + b2) and its gradients."""
    V1 = np.vstack([params["W1"], params["b1"]])
    V2 = np.vstack([params["W2"], params["b2"]])
    h = sigmoid(with_one(x) @ V1)
    y = sigmoid(with_one(h) @ V2)
    loss = ((y - t) ** 2).sum(axis=1).mean()

    delta2 = 2 * (y - t) / len(x) * y * (1 - y)
    delta1 = (delta2 @ V2[:-1].T) * h * (1 - h)  # the 1 has no error: no layer made it
    dV1 = with_one(x).T @ delta1  # each weight's error times what came in there, summed over the samples
    dV2 = with_one(h).T @ delta2
    grads = {"W1": dV1[:-1], "b1": dV1[-1], "W2": dV2[:-1], "b2": dV2[-1]}
    return loss, grads


def with_one(a):
    """The rows with a 1 at the end."""
    return np.hstack([a, np.ones((len(a), 1))])


def sigmoid(a):
    """1 / (1 + e^-a) without overflow."""
    return 0.5 * (1 + np.tanh(a / 2))
