# cause: the gradients are returned in the order dw, db, dx.
# accept: order another-gradient
# where: dx dw db
import numpy as np

def dense_forward(x, w, b):
    return x @ w + b, (x, w)

def dense_backward(dy, cache):
    a_prev, w = cache
    dw = a_prev.T @ dy
    db = dy.sum(axis=0)
    da_prev = dy @ w.T
    return dw, db, da_prev
