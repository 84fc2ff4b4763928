"""A training loop for two classes: sigmoid units, squared error, mini-batches."""

import numpy as np


def train(params, x, t, order, steps, lr):
    """Step k is taken on the samples order[k], from the front again after the last row."""
    W1, b1, W2, b2 = (params[name] for name in ("W1", "b1", "W2", "b2"))
    for k in range(steps):
        batch = order[k % len(order)]
        inputs, target = x[batch], t[batch]
        h = sigmoid(inputs @ W1)
        y = sigmoid(h @ W2)

        delta2 = 2 * (y - target) / len(batch) * y * (1 - y)
        delta1 = delta2 @ W2.T * h * (1 - h)
        W1 -= lr * delta1.sum(axis=0)
        b1 -= lr * delta1.sum(axis=0)
        W2 -= lr * delta2.sum(axis=0)
        b2 -= lr * delta2.sum(axis=0)


def sigmoid(a):
    """1 / (1 + e^-a) without overflow."""
    return 0.5 * (1 + np.tanh(a / 2))
