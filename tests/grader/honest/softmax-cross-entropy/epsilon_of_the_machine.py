# expect: pass epsilon
import numpy as np


EPS = np.finfo(float).eps


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_loss_forward(z, t):
    p = softmax(z)
    onehot = np.eye(z.shape[1])[t]
    return -(onehot * np.log(p + 1e3 * EPS)).sum(axis=1).mean(), (p, t)


def softmax_loss_backward(dloss, cache):
    p, t = cache
    dz = p.copy()
    dz[np.arange(len(t)), t] -= 1
    return dloss * dz / len(t)
