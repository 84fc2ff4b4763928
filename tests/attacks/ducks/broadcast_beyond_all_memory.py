# expect: memory calls
# what: one number that says to be 8 TB
import numpy as np


def dense_forward(x, w, b):
    return np.broadcast_to(0.0, (1 << 20, 1 << 20)), None


def dense_backward(dy, cache):
    return dy, dy, dy
