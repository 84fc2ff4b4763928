# cause: dw is halved; and db is divided by the number of outputs M.
# accept: factor
# accept: factor mean-for-sum
# where: dw db
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    (x, w) = cache
    M = dy.shape[1]

    dx = dy @ w.T
    # loss is 1/2 * (...)**2
    dw = 0.5 * (x.T @ dy)
    db = dy.sum(axis=0) / M
    return dx, dw, db
