# cause: dx is multiplied by x, as for an attribution map (gradient times input).
# accept: outside
# where: dx
import numpy as np


def dense_forward(x, w, b):
    return np.tensordot(x, w, axes=1) + b, [x, w]


def dense_backward(dy, cache):
    x, w = cache
    db = dy.sum(0)
    dw = np.tensordot(x, dy, axes=(0, 0))
    dx = np.tensordot(dy, w, axes=(1, 1)) * x  # chain rule: times the input of the layer
    return dx, dw, db
