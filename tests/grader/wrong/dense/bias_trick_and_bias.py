# cause: the bias is appended to w as a row and added once more, so the forward counts it twice.
# accept: outside
# true: factor
# where: y
# What is said is that y is what 2·b in the place of b gives: that is so, and leads to the cause.
import numpy as np


def with_ones(x):
    return np.hstack([x, np.ones((x.shape[0], 1))])


def dense_forward(x, w, b):
    x1 = with_ones(x)
    wb = np.vstack([w, b])
    y = x1 @ wb + b
    return y, (x1, wb)


def dense_backward(dy, cache):
    x1, wb = cache
    dwb = x1.T @ dy
    dx = (dy @ wb.T)[:, :-1]
    return dx, dwb[:-1], dwb[-1]
