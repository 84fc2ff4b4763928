# expect: fail cost
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w, b)


def dense_backward(dy, cache):
    grads = []
    for k, a in enumerate(cache):
        g = np.zeros(a.shape)
        for i in np.ndindex(a.shape):
            args = [c.astype(complex) for c in cache]
            args[k][i] += 1e-30j
            g[i] = ((args[0] @ args[1] + args[2]).imag * dy).sum() / 1e-30
        grads.append(g)
    return tuple(grads)
