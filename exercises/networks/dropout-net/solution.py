"""A network with dropout: each hidden layer has one more factor, and it is the same one forwards and backwards."""

import numpy as np


def dropout_net(params, x, t, mask1, mask2, keep, training):
    """Mean cross-entropy of two hidden ReLU layers with inverted dropout, and its gradients."""
    W1, W2, W3 = params["W1"], params["W2"], params["W3"]
    # Kept units make up for the dropped ones, so that eval mode has nothing to mend.
    s1, s2 = (mask1 / keep, mask2 / keep) if training else (1.0, 1.0)
    r1 = np.maximum(x @ W1 + params["b1"], 0)
    h1 = r1 * s1
    r2 = np.maximum(h1 @ W2 + params["b2"], 0)
    h2 = r2 * s2
    z = h2 @ W3 + params["b3"]

    shifted = z - z.max(axis=1, keepdims=True)  # exp can no longer overflow
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(t))
    loss = -logp[rows, t].mean()

    dz = np.exp(logp)
    dz[rows, t] -= 1
    dz = dz / len(t)
    da2 = (dz @ W3.T) * s2 * (r2 > 0)
    da1 = (da2 @ W2.T) * s1 * (r1 > 0)
    grads = {"W1": x.T @ da1, "b1": da1.sum(axis=0)}
    grads |= {"W2": h1.T @ da2, "b2": da2.sum(axis=0)}  # h1, not r1: a dropped unit told the next layer nothing
    return loss, grads | {"W3": h2.T @ dz, "b3": dz.sum(axis=0)}
