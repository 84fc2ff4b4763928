# expect: pass
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    print('dy', dy.shape)
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
