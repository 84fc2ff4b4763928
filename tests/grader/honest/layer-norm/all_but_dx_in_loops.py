# expect: pass
import numpy as np


def layernorm_forward(x, gamma, beta):
    rows = [(row - sum(row) / len(row)) for row in x]
    stds = [(sum(v * v for v in row) / len(row)) ** 0.5 for row in rows]
    xhat = np.array([row / s for row, s in zip(rows, stds)])
    return np.array([[g * v + b for g, v, b in zip(gamma, row, beta)] for row in xhat]), (
        xhat,
        np.array(stds)[:, None],
        gamma,
    )


def layernorm_backward(dy, cache):
    xhat, std, gamma = cache
    g = dy * gamma
    dx = (g - g.mean(1, keepdims=True) - xhat * (g * xhat).mean(1, keepdims=True)) / std
    return dx, (dy * xhat).sum(0), dy.sum(0)
