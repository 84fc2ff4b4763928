# expect: pass epsilon
import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_loss_forward(z, t):
    p = softmax(z)
    return -np.log(p[np.arange(len(t)), t]).mean(), (p, t)


def softmax_loss_backward(dloss, cache):
    p, t = cache
    dp = np.zeros_like(p)
    dp[np.arange(len(t)), t] = -1 / (p[np.arange(len(t)), t] + 1e-10)
    return dloss / len(t) * p * (dp - (dp * p).sum(axis=1, keepdims=True))
