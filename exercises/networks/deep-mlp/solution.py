"""A network of any depth: one loop up, which remembers what went into each layer, and one loop down."""

import numpy as np


def deep_mlp(params, x, t):
    """Mean cross-entropy of a ReLU network's softmax and the gradients of all W0, b0, W1, b1 …"""
    depth = len(params) // 2
    h = [x]  # what goes into each layer
    for layer in range(depth):
        z = h[layer] @ params[f"W{layer}"] + params[f"b{layer}"]
        h.append(np.maximum(z, 0))  # after the last layer nobody asks for it: the logits are z

    shifted = z - z.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(t))
    loss = -logp[rows, t].mean()

    dz = np.exp(logp)
    dz[rows, t] -= 1
    dz = dz / len(t)
    grads = {}
    for layer in reversed(range(depth)):
        grads[f"W{layer}"] = h[layer].T @ dz
        grads[f"b{layer}"] = dz.sum(axis=0)
        if layer > 0:  # below the first layer there is nothing to train
            dz = (dz @ params[f"W{layer}"].T) * (h[layer] > 0)  # only what the ReLU let through
    return loss, grads
