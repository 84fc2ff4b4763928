# expect: pass
import numpy as np


def relu_forward(x):
    y = np.zeros_like(x)
    for index, value in np.ndenumerate(x):
        y[index] = max(value, 0.0)
    return y, x


def relu_backward(dy, cache):
    dx = np.zeros_like(dy)
    for index in np.ndindex(dy.shape):
        if cache[index] > 0:
            dx[index] = dy[index]
    return dx
