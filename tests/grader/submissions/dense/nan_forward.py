# expect: fail forward
import numpy as np


def dense_forward(x, w, b):
    y = x @ w + b
    y[0, 0] = np.nan
    return y, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
