# expect: pass
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def bce_forward(z, t):
    return (t * np.logaddexp(0, -z) + (1 - t) * np.logaddexp(0, z)).mean(), (sigmoid(z), t)


def bce_backward(dloss, cache):
    s, t = cache
    return dloss * (s - t) / t.size
