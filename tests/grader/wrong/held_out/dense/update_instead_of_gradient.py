# cause: dw and db are returned as the step of gradient descent, -0.01 times the gradient.
# accept: factor sign
# where: dw db
import numpy as np

LR = 0.01


def dense_forward(x, w, b):
    y = np.dot(x, w) + b
    cache = (x, w, b)
    return y, cache


def dense_backward(dy, cache):
    x, w, b = cache
    dx = np.dot(dy, w.T)
    # what has to be added to the parameters
    dw = -LR * np.dot(x.T, dy)
    db = -LR * np.sum(dy, axis=0)
    return dx, dw, db
