# cause: db ignores the upstream gradient: it is the local derivative 1, once for every sample.
# accept: ones-upstream
# where: db
import numpy as np


def dense_forward(x, w, b):
    y = x @ w + b
    return y, (x, w, b)


def dense_backward(dy, cache):
    x, w, b = cache
    dx = dy @ w.T
    dw = x.T @ dy
    # y = ... + b  =>  dy/db = 1 for each of the N rows
    db = np.ones((x.shape[0], b.shape[0])).sum(axis=0)
    return dx, dw, db
