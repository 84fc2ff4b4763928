# expect: fail shape
# what: a subclass whose shape, size and dtype are what is asked for
import numpy as np


class Shaped(np.ndarray):
    shape = property(lambda self: (2, 4))
    size = property(lambda self: 8)
    dtype = property(lambda self: np.dtype(float))


def dense_forward(x, w, b):
    return np.zeros(3).view(Shaped), None


def dense_backward(dy, cache):
    return dy, dy, dy
