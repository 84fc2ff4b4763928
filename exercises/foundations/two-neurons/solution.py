"""Two sigmoid neurons in a row: one number for each neuron carries the whole backward."""

import numpy as np


def sigmoid(z):
    """1 / (1 + e^-z)."""
    return 1 / (1 + np.exp(-z))


def two_neurons(params, x, t):
    """Forward line by line, then the same lines from last to first."""
    w1, b1, w2, b2 = params["w1"], params["b1"], params["w2"], params["b2"]
    a = sigmoid(w1 * x + b1)
    y = sigmoid(w2 * a + b2)
    loss = (y - t) ** 2

    dz2 = 2 * (y - t) * y * (1 - y)  # the slope of a sigmoid, written with its own output
    dw2, db2 = dz2 * a, dz2
    dz1 = dz2 * w2 * a * (1 - a)  # back over the wire w2 (as it was in the forward), then through the hidden sigmoid
    dw1, db1 = dz1 * x, dz1
    return loss, {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}
