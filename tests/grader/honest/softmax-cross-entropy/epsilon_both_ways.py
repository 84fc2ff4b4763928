# expect: pass epsilon
import numpy as np


EPS = 1e-11


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_loss_forward(z, t):
    p = softmax(z)
    picked = p[np.arange(len(t)), t] + EPS
    return -np.log(picked).mean(), (p, picked, t)


def softmax_loss_backward(dloss, cache):
    p, picked, t = cache
    dp = np.zeros_like(p)
    dp[np.arange(len(t)), t] = -dloss / (len(t) * picked)
    return p * (dp - (dp * p).sum(axis=1, keepdims=True))
