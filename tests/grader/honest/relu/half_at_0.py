# expect: pass
import numpy as np


def relu_forward(x):
    return (x + np.abs(x)) / 2, x


def relu_backward(dy, cache):
    return dy * (1 + np.sign(cache)) / 2
