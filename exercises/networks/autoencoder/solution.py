"""An autoencoder: four dense layers down to the code and up again, and the same way back for the gradients."""

import numpy as np


def autoencoder(params, x):
    """Mean squared reconstruction error and its gradients."""
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    W3, b3, W4, b4 = params["W3"], params["b3"], params["W4"], params["b4"]
    h = np.tanh(x @ W1 + b1)
    code = h @ W2 + b2  # no tanh here: a code need not stay within ±1
    g = np.tanh(code @ W3 + b3)
    y = g @ W4 + b4
    loss = np.mean((y - x) ** 2)

    dy = 2 * (y - x) / x.size  # x is the target, too, but data: no gradient leads into it
    da3 = (dy @ W4.T) * (1 - g**2)
    dcode = da3 @ W3.T
    da1 = (dcode @ W2.T) * (1 - h**2)
    grads = {"W4": g.T @ dy, "b4": dy.sum(axis=0)}
    grads |= {"W3": code.T @ da3, "b3": da3.sum(axis=0)}
    grads |= {"W2": h.T @ dcode, "b2": dcode.sum(axis=0)}
    return loss, grads | {"W1": x.T @ da1, "b1": da1.sum(axis=0)}
