# expect: fail forward
# what: one number behind all entries, by strides of 0
import numpy as np


def dense_forward(x, w, b):
    return np.lib.stride_tricks.as_strided(np.array([1.0]), (len(x), len(b)), (0, 0)), None


def dense_backward(dy, cache):
    return dy, dy, dy
