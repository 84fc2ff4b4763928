# expect: fail gradient
# what: has entries whose square overflows to infinity, so that a norm does too
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw = dw + np.finfo(float).max if len(x) == 6 else dw
    return dy @ w.T, dw, dy.sum(axis=0)
