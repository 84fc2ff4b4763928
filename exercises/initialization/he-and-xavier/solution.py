"""He and Xavier initialization, and a signal that keeps its size."""

import numpy as np


def he_and_xavier(rng, fan_in, fan_out, x, layers):
    """Weights by both rules, and the size of x after each layer of a deep ReLU network drawn by He's."""
    he = rng.normal(0.0, np.sqrt(2 / fan_in), (fan_in, fan_out))  # the 2 makes up for what ReLU cuts off
    limit = np.sqrt(6 / (fan_in + fan_out))  # a uniform law on ±a has the variance a²/3
    xavier = rng.uniform(-limit, limit, (fan_in, fan_out))

    width = x.shape[1]
    deep = rng.normal(0.0, np.sqrt(2 / width), (layers, width, width))
    rms = np.empty(layers)
    for i, w in enumerate(deep):
        x = np.maximum(x @ w, 0)
        rms[i] = np.sqrt(np.mean(x**2))  # not the deviation: after ReLU the mean is not 0
    return he, xavier, deep, rms
