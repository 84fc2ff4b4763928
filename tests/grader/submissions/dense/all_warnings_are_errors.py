# expect: pass
import warnings

import numpy as np

warnings.simplefilter("error")
np.seterr(all="raise")


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
