# expect: error functions
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy):
    return dy, dy, dy
