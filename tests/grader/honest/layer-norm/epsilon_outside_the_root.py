# expect: pass epsilon
import numpy as np


def layernorm_forward(x, gamma, beta):
    mean, std = x.mean(1, keepdims=True), x.std(1, keepdims=True) + 1e-9
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma)


def layernorm_backward(dy, cache):
    xhat, std, gamma = cache
    g = dy * gamma
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    return dx, (dy * xhat).sum(0), dy.sum(0)
