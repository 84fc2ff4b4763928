# expect: pass
import numpy as np


def rowmax_forward(x):
    k = x.argmax(axis=1)
    return x[np.arange(len(x)), k], (k, x.shape)


def rowmax_backward(dy, cache):
    k, shape = cache
    dx = np.zeros(shape)
    dx[np.arange(len(k)), k] = dy
    return dx
