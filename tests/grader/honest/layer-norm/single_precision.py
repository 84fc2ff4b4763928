# expect: pass single-precision
import numpy as np


def layernorm_forward(x, gamma, beta):
    centred = (x - x.mean(1, keepdims=True)).astype("<f4")
    std = np.sqrt((centred**2).mean(1, keepdims=True))
    xhat = centred / std
    return gamma * xhat + beta, (xhat, std, gamma)


def layernorm_backward(dy, cache):
    dy = dy.astype("<f4")
    xhat, std, gamma = cache
    g = dy * gamma
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    return dx, (dy * xhat).sum(0), dy.sum(0)
