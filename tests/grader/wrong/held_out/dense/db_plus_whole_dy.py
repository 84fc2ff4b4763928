# cause: all of dy (N, M) is added in place to db (M,), which raises but for a batch of one; the rows must be summed.
# accept: outside
# where: db
import numpy as np

def dense_forward(x, w, b):
    y = x @ w + b
    return y, (x, w, b)

def dense_backward(dy, cache):
    x, w, b = cache
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    dx += dy @ w.T
    dw += x.T @ dy
    db += dy
    return dx, dw, db
