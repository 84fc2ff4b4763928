# cause: an epsilon of 1e-4 is added to every output.
# accept: epsilon
# where: y
import numpy as np

EPS = 1e-4


def dense_forward(x, w, b):
    # keep away from exact zeros, the log in the loss does not like them
    y = np.matmul(x, w) + b + EPS
    return y, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return np.matmul(dy, w.T), np.matmul(x.T, dy), dy.sum(axis=0)
