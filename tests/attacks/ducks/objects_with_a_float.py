# expect: fail shape
# what: an array of objects, each of which is any number that one asks for
import numpy as np


class Number:
    def __float__(self):
        return 0.0

    def __sub__(self, other):
        return 0.0

    __rsub__ = __abs__ = __sub__


def dense_forward(x, w, b):
    return np.array([[Number()] * len(b)] * len(x)), None


def dense_backward(dy, cache):
    return dy, dy, dy
