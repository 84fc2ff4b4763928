# cause: db is collected in a mutable default argument that is never emptied, so it is right at the first call only.
# accept: first-call
# where: db
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w, b)


def dense_backward(dy, cache, grads={}):
    x, w, b = cache
    key = dy.shape
    if key not in grads:
        grads[key] = np.zeros(b.shape)
    for row in dy:
        grads[key] = grads[key] + row
    return dy @ w.T, x.T @ dy, grads[key]
