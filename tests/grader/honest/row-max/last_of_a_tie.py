# expect: pass
import numpy as np


def rowmax_forward(x):
    k = x.shape[1] - 1 - x[:, ::-1].argmax(axis=1)
    return x.max(axis=1), (k, x.shape)


def rowmax_backward(dy, cache):
    k, shape = cache
    return dy[:, None] * (np.arange(shape[1]) == k[:, None])
