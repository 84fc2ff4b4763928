"""A network with an input, a hidden and an output layer: its loss and gradients."""

import numpy as np


def three_layers(params, x, t):
    """The mean squared error of y = sigmoid(sigmoid(x W1 + b1) W2 + b2) over the N samples, and its gradients.

    params is a dict: W1 (D, H), b1 (H,), W2 (H, 1), b2 (1,). x (N, D) holds a sample a row, t (N,) its target.
    Returns (loss, grads): loss is one number; grads is a dict with the keys and shapes of params.
    """
    W1, W2 = params["W1"], params["W2"]
    h = sigmoid(x @ W1 + params["b1"])
    y = sigmoid(h @ W2 + params["b2"])
    loss = np.mean((y - t[:, None]) ** 2)

    delta2 = 2 * (y - t.reshape(y.shape)) / len(x) * y * (1 - y)
    delta1 = (delta2 @ W2.T) * h * (1 - h)
    dW1 = x.T @ delta1
    dW2 = h.T @ delta2
    return loss, {"W1": dW1, "b1": delta1.sum(axis=0), "W2": dW2, "b2": delta2.sum(axis=0)}


def sigmoid(a):
    """1 / (1 + e^-a) without overflow."""
    return 0.5 * (1 + np.tanh(a / 2))
