# expect: pass
import numpy as np


def relu_forward(x):
    y = x.copy()
    y[y < 0] = 0
    return y, y


def relu_backward(dy, cache):
    dx = dy.copy()
    dx[cache <= 0] = 0
    return dx
