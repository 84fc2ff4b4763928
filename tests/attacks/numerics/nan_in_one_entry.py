# expect: fail gradient
# what: has one NaN in one case: a comparison with NaN is never true
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw[-1, -1] = np.nan if len(x) == 11 else dw[-1, -1]
    return dy @ w.T, dw, dy.sum(axis=0)
