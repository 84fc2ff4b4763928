# cause: dw is divided by x.shape[1], the number of features; it must not be divided by anything.
# accept: factor mean-for-sum
# where: dw
import numpy as np


def dense_forward(x, w, b):
    return np.matmul(x, w) + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    m = x.shape[1]  # number of examples (columns)
    dw = 1 / m * np.matmul(x.T, dy)
    db = np.sum(dy, axis=0)
    dx = np.matmul(dy, w.T)
    return dx, dw, db
