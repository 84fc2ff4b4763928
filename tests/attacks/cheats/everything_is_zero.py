# expect: fail forward
# what: returns zero and, right for that, gradients of zero
import numpy as np


def dense_forward(x, w, b):
    return np.zeros((len(x), len(b))), (x, w, b)


def dense_backward(dy, cache):
    return tuple(np.zeros_like(a) for a in cache)
