# expect: fail forward
# what: a view of what lies around its own few bytes
import numpy as np


def dense_forward(x, w, b):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (len(x), len(b)), (64, 8)), None


def dense_backward(dy, cache):
    return dy, dy, dy
