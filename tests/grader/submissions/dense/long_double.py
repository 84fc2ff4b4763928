# expect: pass
import numpy as np


def dense_forward(x, w, b):
    x, w = np.asarray(x, np.longdouble), np.asarray(w, np.longdouble)
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.astype(np.longdouble).sum(axis=0)
