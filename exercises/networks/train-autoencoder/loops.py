"""The training once more, number by number: what `reference.py` is held against."""

import math

import numpy as np


def forward(W1, b1, W2, b2, W3, b3, W4, b4, x, order, steps, lr, momentum):
    """Sample after sample, layer after layer; then every number has its own velocity."""
    params = [np.array(p, float) for p in (W1, b1, W2, b2, W3, b3, W4, b4)]
    velocities = [np.zeros_like(p) for p in params]
    for step in range(steps):
        batch = order[step % len(order)]
        grads = [np.zeros_like(p) for p in params]
        for n in batch:
            add_gradients(params, x[n].tolist(), grads)
        for p, v, g in zip(params, velocities, grads, strict=True):
            for index in np.ndindex(*p.shape):
                v[index] = momentum * v[index] + g[index] / len(batch)
                p[index] -= lr * v[index]
    return tuple(params)


def add_gradients(params, sample, grads):
    """One sample's share: the squares of what is missed, averaged over its numbers."""
    values = [sample]
    for i in range(4):
        w, b = params[2 * i], params[2 * i + 1]
        sums = [b[j] + sum(a * w[k, j] for k, a in enumerate(values[-1])) for j in range(len(b))]
        values.append([math.tanh(a) for a in sums] if i in (0, 2) else sums)
    back = [2 * (made - wanted) / len(sample) for made, wanted in zip(values[-1], sample, strict=True)]
    for i in (3, 2, 1, 0):
        w, inputs = params[2 * i], values[i]
        for j, slope in enumerate(back):
            grads[2 * i + 1][j] += slope
            for k, a in enumerate(inputs):
                grads[2 * i][k, j] += a * slope
        back = [sum(w[k, j] * slope for j, slope in enumerate(back)) for k in range(len(inputs))]
        if i in (1, 3):  # what went in here came out of a tanh
            back = [slope * (1 - a * a) for slope, a in zip(back, inputs, strict=True)]
