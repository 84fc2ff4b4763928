# expect: fail shape
# what: claims by its __class__ to be an ndarray
import numpy as np


class Claims:
    __class__ = np.ndarray
    shape, ndim, size, dtype = (2, 4), 2, 8, np.dtype(float)


def dense_forward(x, w, b):
    return Claims(), None


def dense_backward(dy, cache):
    return dy, dy, dy
