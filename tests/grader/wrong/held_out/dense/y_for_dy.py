# cause: dw is computed from the output y where the upstream gradient dy belongs.
# accept: outside
# where: dw
import numpy as np

def dense_forward(x, w, b):
    y = x @ w + b
    return y, (x, w, y)

def dense_backward(dy, cache):
    x, w, y = cache
    dx = dy @ w.T
    dw = x.T @ y
    db = dy.sum(axis=0)
    return dx, dw, db
