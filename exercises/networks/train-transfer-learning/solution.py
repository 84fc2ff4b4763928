"""Training on top of a pre-trained layer: what is frozen is not among what is moved, so that nothing can reach it."""

import numpy as np


def train(params, x, t, order, frozen, base_lr, decay, steps, lr):
    """Step k is taken on the samples order[k]: the head at the rate lr, the base at its own or not at all."""
    params = dict(params)  # another dict, in which arrays are replaced: the caller's own stay as they are
    rates = {"W2": lr, "b2": lr}
    if not frozen:
        rates |= {"W1": base_lr, "b1": base_lr}
    for k in range(steps):
        batch = order[k % len(order)]
        grads = gradients(params, x[batch], t[batch])  # all at the same point, before anything moves
        for name, rate in rates.items():
            pull = decay * params[name] if name in ("W1", "W2") else 0.0
            params[name] = params[name] - rate * (grads[name] + pull)
    return params


def gradients(params, x, t):
    """Those of the mean cross-entropy of one batch."""
    h = np.tanh(x @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)

    dz = p.copy()
    dz[np.arange(len(t)), t] -= 1
    dz = dz / len(t)
    da = (dz @ params["W2"].T) * (1 - h**2)
    return {"W1": x.T @ da, "b1": da.sum(axis=0), "W2": h.T @ dz, "b2": dz.sum(axis=0)}
