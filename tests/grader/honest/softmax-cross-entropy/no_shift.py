# expect: pass
import numpy as np


def softmax_loss_forward(z, t):
    e = np.exp(z)
    p = e / e.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(t)), t]).mean(), (p, t)


def softmax_loss_backward(dloss, cache):
    p, t = cache
    dz = p.copy()
    dz[np.arange(len(t)), t] -= 1
    return dloss * dz / len(t)
