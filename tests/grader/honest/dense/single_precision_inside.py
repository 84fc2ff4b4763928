# expect: pass single-precision
import numpy as np


def dense_forward(x, w, b):
    x32, w32 = x.astype(np.float32), w.astype(np.float32)
    return (x32 @ w32).astype(float) + b, (x32, w32)


def dense_backward(dy, cache):
    x, w = cache
    g = dy.astype(np.float32)
    return (g @ w.T).astype(float), (x.T @ g).astype(float), g.sum(axis=0).astype(float)
