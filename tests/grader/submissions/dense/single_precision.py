# expect: pass single-precision
import numpy as np


def dense_forward(x, w, b):
    x, w, b = (a.astype(np.float32) for a in (x, w, b))
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dy = dy.astype(np.float32)
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
