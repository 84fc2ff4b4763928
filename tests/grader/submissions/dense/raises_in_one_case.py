# expect: error calls
import numpy as np


def dense_forward(x, w, b):
    if len(x) == 1:
        raise ValueError('one sample is not a batch')
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
