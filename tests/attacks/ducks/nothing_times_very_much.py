# expect: fail shape
# what: an empty array with an axis of 2^40
import numpy as np


def dense_forward(x, w, b):
    return np.zeros((0, 1 << 40)), None


def dense_backward(dy, cache):
    return dy, dy, dy
