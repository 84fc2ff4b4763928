# expect: fail shape
import numpy as np


class Equal(np.ndarray):
    def __eq__(self, other):
        return True

    __hash__ = None


def dense_forward(x, w, b):
    return np.zeros((len(x), len(b))).view(Equal), (x, w)


def dense_backward(dy, cache):
    return dy, dy, dy
