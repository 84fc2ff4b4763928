# expect: memory calls
import numpy as np


def dense_forward(x, w, b):
    return np.ones(1 << 33), None


def dense_backward(dy, cache):
    return dy, dy, dy
