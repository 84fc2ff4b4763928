# cause: db is the column sum of dw, so every sample is weighted with the sum of its features.
# accept: outside
# where: db
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dx = dy @ w.T
    dw = x.T @ dy
    # one bias per column of w -> add up what arrives in that column
    db = dw.sum(axis=0)
    return dx, dw, db
