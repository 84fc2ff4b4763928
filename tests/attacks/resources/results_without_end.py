# expect: fail shape
# what: returns more than anybody asked for, as often as it can
import numpy as np


def dense_forward(x, w, b):
    return np.zeros((1 << 12, 1 << 13)), None


def dense_backward(dy, cache):
    return dy, dy, dy
