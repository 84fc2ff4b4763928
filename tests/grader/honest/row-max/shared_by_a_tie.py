# expect: pass
import numpy as np


def rowmax_forward(x):
    return x.max(axis=1), x


def rowmax_backward(dy, cache):
    largest = cache == cache.max(axis=1, keepdims=True)
    return dy[:, None] * largest / largest.sum(axis=1, keepdims=True)
