# expect: fail gradient
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw[-1, -1] *= 1 + 1e-10
    return dy @ w.T, dw, dy.sum(axis=0)
