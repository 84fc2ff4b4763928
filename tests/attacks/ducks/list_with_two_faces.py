# expect: error calls
# what: a list that has other items, and more of them, when it is walked through
import numpy as np


class Faces(list):
    def __len__(self):
        return 2

    def __iter__(self):
        return iter([np.zeros((2, 4))] * 100)


def dense_forward(x, w, b):
    return Faces([0, 0])


def dense_backward(dy, cache):
    return dy, dy, dy
