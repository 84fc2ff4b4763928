# expect: fail forward
# what: NaN in every entry: no comparison with it says that it is wrong
import numpy as np


def dense_forward(x, w, b):
    return np.full((len(x), len(b)), 0x7FF8_0000_DEAD_BEEF, np.uint64).view(float), None


def dense_backward(dy, cache):
    return dy, dy, dy
