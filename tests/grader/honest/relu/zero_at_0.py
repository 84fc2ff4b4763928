# expect: pass
import numpy as np


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dy, cache):
    return np.where(cache > 0, dy, 0)
