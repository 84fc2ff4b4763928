# cause: dy is multiplied by the derivative of a sigmoid that this layer does not have.
# accept: outside
# where: dx dw db
import numpy as np


def dense_forward(x, w, b):
    z = x @ w + b
    return z, (x, w, z)


def dense_backward(dy, cache):
    x, w, z = cache
    a = 1.0 / (1.0 + np.exp(-np.clip(z, -30, 30)))
    delta = dy * a * (1 - a)  # backprop eq. (BP2)
    dx = np.dot(delta, w.T)
    dw = np.dot(x.T, delta)
    db = delta.sum(axis=0)
    return dx, dw, db
