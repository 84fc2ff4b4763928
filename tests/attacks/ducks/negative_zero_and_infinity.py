# expect: fail forward
# what: infinities of both signs, whose difference is not a number
import numpy as np


def dense_forward(x, w, b):
    return np.where((x @ w + b) > 0, np.inf, -np.inf), None


def dense_backward(dy, cache):
    return dy, dy, dy
