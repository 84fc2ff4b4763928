# expect: fail shape
# what: has a type that is equal to ndarray and has its name
import numpy as np


class Same(type):
    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(np.ndarray)


ndarray = Same("ndarray", (), {"dtype": np.dtype(float), "shape": (2, 4)})


def dense_forward(x, w, b):
    return ndarray(), None


def dense_backward(dy, cache):
    return dy, dy, dy
