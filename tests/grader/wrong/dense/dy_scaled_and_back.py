# cause: dy is divided by the batch size in place; the gradients are scaled back, the caller's dy is not.
# accept: input-changed
# where: dy
import numpy as np


def dense_forward(x, w, b):
    return np.add(np.matmul(x, w), b), (x, w)


def dense_backward(dy, cache):
    x, w = cache
    n = dy.shape[0]
    dy /= n  # work with the mean, the numbers are nicer
    dx = dy @ w.T
    dw = x.T @ dy
    db = dy.sum(axis=0)
    # ... and undo it at the end
    return dx * n, dw * n, db * n
