# expect: fail forward
# what: replaces the functions that run it, so that every result is one of its own making
import sys

import numpy as np

worker = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "worker")
worker._array = lambda value, where: np.asarray(value) * 0


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
