# expect: fail shape
# what: integers, which have no small errors
import numpy as np


def dense_forward(x, w, b):
    return np.rint(x @ w + b).astype(np.int64), None


def dense_backward(dy, cache):
    return dy, dy, dy
