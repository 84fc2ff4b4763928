# expect: error calls
# what: an array of 40 axes
import numpy as np


def dense_forward(x, w, b):
    return np.zeros((1,) * 40), None


def dense_backward(dy, cache):
    return dy, dy, dy
