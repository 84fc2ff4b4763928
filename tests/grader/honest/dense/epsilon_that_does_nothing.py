# expect: pass
import numpy as np


EPS = 1e-8


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    scale = np.maximum(np.abs(w).max(), EPS)
    return (dy @ (w / scale).T) * scale, x.T @ dy, dy.sum(axis=0)
