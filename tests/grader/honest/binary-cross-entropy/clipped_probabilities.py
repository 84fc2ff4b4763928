# expect: pass
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def bce_forward(z, t):
    s = sigmoid(z)
    q = np.clip(s, 1e-7, 1 - 1e-7)
    return -(t * np.log(q) + (1 - t) * np.log(1 - q)).mean(), (s, t)


def bce_backward(dloss, cache):
    s, t = cache
    return dloss * (s - t) / t.size
