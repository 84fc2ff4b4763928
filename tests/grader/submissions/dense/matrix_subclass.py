# expect: fail shape
import numpy as np


def dense_forward(x, w, b):
    return np.asmatrix(x @ w + b), (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
