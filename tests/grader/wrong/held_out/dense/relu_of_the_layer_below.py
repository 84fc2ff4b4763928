# cause: dx is masked where x is not positive, the backward of a ReLU that belongs to the layer below.
# accept: outside
# where: dx
import numpy as np


def dense_forward(x, w, b):
    z = x @ w + b
    return z, (x, w, b, z)


def dense_backward(dy, cache):
    a_prev, w, b, z = cache
    dw = a_prev.T @ dy
    db = np.sum(dy, axis=0)
    da = dy @ w.T
    # inputs are relu activations, so no gradient where they are <= 0
    dx = np.where(a_prev > 0, da, 0.0)
    return dx, dw, db
