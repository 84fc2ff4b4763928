# cause: the backward already takes a step of gradient descent on b, in place, so the caller's b is changed.
# accept: input-changed
# where: b
import numpy as np

learning_rate = 1e-3


def dense_forward(x, w, b):
    out = x @ w + b
    return out, (x, w, b)


def dense_backward(dy, cache):
    x, w, b = cache
    dx = dy @ w.T
    dw = x.T @ dy
    db = dy.sum(axis=0)

    # SGD
    w = w - learning_rate * dw
    b -= learning_rate * db
    return dx, dw, db
