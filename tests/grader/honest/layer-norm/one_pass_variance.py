# expect: pass loses-digits
import numpy as np


def layernorm_forward(x, gamma, beta):
    mean = x.mean(1, keepdims=True)
    std = np.sqrt((x * x).mean(1, keepdims=True) - mean * mean)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma)


def layernorm_backward(dy, cache):
    xhat, std, gamma = cache
    g = dy * gamma
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    return dx, (dy * xhat).sum(0), dy.sum(0)
