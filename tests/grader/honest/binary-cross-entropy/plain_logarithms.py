# expect: pass
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def bce_forward(z, t):
    s = sigmoid(z)
    return -np.mean(t * np.log(s) + (1 - t) * np.log(1 - s)), (s, t)


def bce_backward(dloss, cache):
    s, t = cache
    return dloss * (-t / s + (1 - t) / (1 - s)) * s * (1 - s) / s.size
