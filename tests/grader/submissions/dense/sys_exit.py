# expect: error calls
import numpy as np


def dense_forward(x, w, b):
    raise SystemExit(0)


def dense_backward(dy, cache):
    return dy, dy, dy
