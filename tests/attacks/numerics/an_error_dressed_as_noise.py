# expect: fail gradient
# what: adds noise that depends on the last bit of its input, and hides an error under it
# options: strict
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dw = x.T @ dy
    dw = dw * (1 + 4e-9 + 1e-9 * np.sin(1e17 * x.sum()))
    return dy @ w.T, dw, dy.sum(axis=0)
