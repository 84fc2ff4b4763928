# expect: fail gradient
import numpy as np

np.allclose = np.array_equal = lambda *args, **more: True
np.abs = np.max = np.linalg.norm = lambda *args, **more: 0.0


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy * 1.01, dy.sum(axis=0)
