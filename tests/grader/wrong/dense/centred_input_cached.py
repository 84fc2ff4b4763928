# cause: dw is computed from x minus its mean over the batch, while the forward used x itself.
# accept: outside
# where: dw
import numpy as np


def dense_forward(x, w, b):
    y = x @ w + b
    x = x - x.mean(axis=0)  # zero-centre the data
    return y, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dx = dy @ w.T
    dw = x.T @ dy
    db = dy.sum(axis=0)
    return dx, dw, db
