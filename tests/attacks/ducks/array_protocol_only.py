# expect: fail shape
# what: is no array, but turns into one, another one each time
import numpy as np


class Duck:
    shape, ndim, dtype = (2, 4), 2, np.dtype(float)

    def __init__(self, y):
        self.y = y

    def __array__(self, dtype=None, copy=None):
        return self.y.copy()

    def __array_ufunc__(self, *args, **more):
        return True


def dense_forward(x, w, b):
    return Duck(x @ w + b), None


def dense_backward(dy, cache):
    return dy, dy, dy
