# expect: pass single-precision
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x.astype("f4"), w.astype("f4"))


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
