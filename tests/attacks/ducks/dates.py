# expect: fail shape
# what: dates: not a date compares as nothing does
import numpy as np


def dense_forward(x, w, b):
    return np.full((len(x), len(b)), np.datetime64("NaT")), None


def dense_backward(dy, cache):
    return dy, dy, dy
