# expect: pass single-precision
import numpy as np


DTYPE = "float32"


def dense_forward(x, w, b):
    x, w, b = (np.asarray(a, dtype=DTYPE) for a in (x, w, b))
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dy = np.asarray(dy, dtype=DTYPE)
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
