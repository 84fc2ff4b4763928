# expect: fail gradient
# what: has one infinity, beside which any error is relatively small
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw[0, 0] = np.inf if len(x) == 5 else dw[0, 0]
    return dy @ w.T, dw, dy.sum(axis=0)
