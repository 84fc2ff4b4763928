# expect: fail shape
# what: is equal to everything, near to everything and less than every tolerance
import numpy as np


class Equal(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)

    __le__ = __lt__ = __ge__ = __gt__ = __eq__
    __sub__ = __rsub__ = lambda self, other: np.zeros(self.shape)
    __hash__ = None


def dense_forward(x, w, b):
    return (x @ w).view(Equal), None


def dense_backward(dy, cache):
    return dy, dy, dy
