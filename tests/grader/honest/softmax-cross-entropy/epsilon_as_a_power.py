# expect: pass epsilon
import numpy as np


EPS = 10**-10


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_loss_forward(z, t):
    p = softmax(z)
    return -np.mean(np.log(p[np.arange(len(t)), t] + EPS)), (p, t)


def softmax_loss_backward(dloss, cache):
    p, t = cache
    dz = p.copy()
    dz[np.arange(len(t)), t] -= 1
    return dloss * dz / len(t)
