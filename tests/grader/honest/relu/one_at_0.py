# expect: pass
import numpy as np


def relu_forward(x):
    return x * (x >= 0), x >= 0


def relu_backward(dy, cache):
    return dy * cache
