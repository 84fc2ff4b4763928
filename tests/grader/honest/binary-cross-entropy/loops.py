# expect: pass
import numpy as np


def bce_forward(z, t):
    total, kept = 0.0, []
    for n in range(z.shape[0]):
        for d in range(z.shape[1]):
            s = 1 / (1 + np.exp(-z[n, d]))
            total -= t[n, d] * np.log(s) + (1 - t[n, d]) * np.log(1 - s)
            kept.append(s)
    return total / z.size, (np.array(kept).reshape(z.shape), t)


def bce_backward(dloss, cache):
    s, t = cache
    return dloss * (s - t) / t.size
