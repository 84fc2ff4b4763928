# expect: pass epsilon
import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(p, t, eps=1e-9):
    picked = p[np.arange(len(t)), t]
    return -np.log(picked + eps).sum() / len(t)


def softmax_loss_forward(z, t):
    p = softmax(z)
    return cross_entropy(p, t), (p, t)


def softmax_loss_backward(dloss, cache):
    p, t = cache
    dz = p.copy()
    dz[np.arange(len(t)), t] -= 1
    return dloss * dz / len(t)
