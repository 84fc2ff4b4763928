# expect: pass epsilon single-precision
import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_loss_forward(z, t):
    p = softmax(z.astype("float32")).astype("float64")
    return -np.log(p[np.arange(len(t)), t] + 1e-9).mean(), (p, t)


def softmax_loss_backward(dloss, cache):
    p, t = cache
    dz = p.copy()
    dz[np.arange(len(t)), t] -= 1
    return dloss * dz / len(t)
