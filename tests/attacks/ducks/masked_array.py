# expect: fail|blocked shape|calls
# what: masks the entries that are wrong
import numpy as np


def dense_forward(x, w, b):
    return np.ma.masked_all((len(x), len(b))), None


def dense_backward(dy, cache):
    return dy, dy, dy
