# expect: pass epsilon
import numpy as np


def layernorm_forward(x, gamma, beta):
    mean, var = x.mean(1, keepdims=True), x.var(1, keepdims=True)
    xhat = (x - mean) / np.sqrt(var + 1e-10)
    return gamma * xhat + beta, ((x - mean) / np.sqrt(var), np.sqrt(var), gamma)


def layernorm_backward(dy, cache):
    xhat, std, gamma = cache
    g = dy * gamma
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    return dx, (dy * xhat).sum(0), dy.sum(0)
