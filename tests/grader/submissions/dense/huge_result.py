# expect: fail shape
import numpy as np


def dense_forward(x, w, b):
    return np.zeros((3000, 3000)), None


def dense_backward(dy, cache):
    return dy, dy, dy
