# expect: pass epsilon
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def bce_forward(z, t):
    s = sigmoid(z)
    return -np.mean(t * np.log(s + 1e-12) + (1 - t) * np.log(1 - s + 1e-11)), (s, t)


def bce_backward(dloss, cache):
    s, t = cache
    return dloss * (s - t) / t.size
