# expect: pass epsilon
import numpy as np


EPS = 1e-12


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def bce_forward(z, t):
    s = sigmoid(z)
    return -np.mean(t * np.log(s + EPS) + (1 - t) * np.log(1 - s + EPS)), (s, t)


def bce_backward(dloss, cache):
    s, t = cache
    return dloss * (s - t) / t.size
