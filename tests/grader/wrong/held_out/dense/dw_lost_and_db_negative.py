# cause: dw stays at zero, np.add without out= throws the sum away; and db has the wrong sign.
# accept: zero
# accept: sign factor
# where: dw db
import numpy as np


def dense_forward(x, w, b):
    y = x @ w + b
    return y, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dx = dy @ w.T
    dw = np.zeros_like(w)
    for xi, di in zip(x, dy):
        np.add(dw, np.outer(xi, di))
    # the bias is a threshold, so it goes the other way
    db = -dy.sum(axis=0)
    return dx, dw, db
