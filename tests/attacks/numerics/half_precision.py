# expect: fail gradient
# what: returns float16, hoping that the tolerance goes with the dtype
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw = dw.astype(np.float16)
    return dy @ w.T, dw, dy.sum(axis=0)
