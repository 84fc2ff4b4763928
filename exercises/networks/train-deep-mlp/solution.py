"""Training with momentum: every parameter has a velocity of its own, and it outlives the step and the epoch."""

import numpy as np


def train(params, x, t, order, steps, lr, beta):
    """Step k is taken on the samples order[k], from the front again after the last row."""
    params = dict(params)  # another dict, in which arrays are replaced: the caller's own stay as they are
    velocity = {name: np.zeros_like(value) for name, value in params.items()}
    for k in range(steps):
        batch = order[k % len(order)]
        grads = gradients(params, x[batch], t[batch])  # of all layers, before anything moves
        for name in params:
            velocity[name] = beta * velocity[name] + grads[name]
            params[name] = params[name] - lr * velocity[name]
    return params


def gradients(params, x, t):
    """Those of the mean cross-entropy of one batch, layer by layer from the top."""
    depth = len(params) // 2
    h = [x]
    for layer in range(depth):
        z = h[layer] @ params[f"W{layer}"] + params[f"b{layer}"]
        h.append(np.maximum(z, 0))

    p = np.exp(z - z.max(axis=1, keepdims=True))
    dz = p / p.sum(axis=1, keepdims=True)
    dz[np.arange(len(t)), t] -= 1
    dz = dz / len(t)
    grads = {}
    for layer in reversed(range(depth)):
        grads[f"W{layer}"] = h[layer].T @ dz
        grads[f"b{layer}"] = dz.sum(axis=0)
        dz = (dz @ params[f"W{layer}"].T) * (h[layer] > 0)
    return grads
