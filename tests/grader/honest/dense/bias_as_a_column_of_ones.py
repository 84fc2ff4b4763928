# expect: pass
import numpy as np


def dense_forward(x, w, b):
    x1 = np.hstack([x, np.ones((len(x), 1))])
    w1 = np.vstack([w, b])
    return x1 @ w1, (x1, w1)


def dense_backward(dy, cache):
    x1, w1 = cache
    dw1 = x1.T @ dy
    return (dy @ w1.T)[:, :-1], dw1[:-1], dw1[-1]
