"""Training with dropout: the masks act in the steps, forwards and backwards alike, and nowhere else."""

import numpy as np


def train(params, x, t, order, mask1, mask2, keep, x_new, steps, lr):
    """Step k is taken on the samples order[k] under the masks of this step; the logits of x_new without any."""
    params = dict(params)  # another dict, in which arrays are replaced: the caller's own stay as they are
    for k in range(steps):
        batch = order[k]
        grads = gradients(params, x[batch], t[batch], mask1[k] / keep, mask2[k] / keep)
        for name in grads:
            params[name] = params[name] - lr * grads[name]
    _, _, z = forward(params, x_new, 1.0, 1.0)  # the whole network: training has scaled the units it kept
    return params | {"z": z}


def forward(params, x, s1, s2):
    """Both hidden layers, each times its factors, and the logits."""
    h1 = np.maximum(x @ params["W1"] + params["b1"], 0) * s1
    h2 = np.maximum(h1 @ params["W2"] + params["b2"], 0) * s2
    return h1, h2, h2 @ params["W3"] + params["b3"]


def gradients(params, x, t, s1, s2):
    """Those of the mean cross-entropy of one batch under these masks."""
    h1, h2, z = forward(params, x, s1, s2)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)

    dz = p.copy()
    dz[np.arange(len(t)), t] -= 1
    dz = dz / len(t)
    da2 = (dz @ params["W3"].T) * s2 * (h2 > 0)  # h > 0 where the unit was on and kept: s is 0 in the other case anyway
    da1 = (da2 @ params["W2"].T) * s1 * (h1 > 0)
    below = {"W1": x.T @ da1, "b1": da1.sum(axis=0)}
    return below | {"W2": h1.T @ da2, "b2": da2.sum(axis=0), "W3": h2.T @ dz, "b3": dz.sum(axis=0)}
