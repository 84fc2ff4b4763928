# expect: fail gradient
# what: returns float32 to be measured by its precision, and is off by more than that
# options: strict
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw = (dw * (1 + 1e-5)).astype(np.float32)
    return dy @ w.T, dw, dy.sum(axis=0)
