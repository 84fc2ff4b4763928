# expect: pass
import numpy as np


def layernorm_forward(x, gamma, beta):
    N, D = x.shape
    mean = x.sum(1, keepdims=True) / D
    xmu = x - mean
    var = (xmu**2).sum(1, keepdims=True) / D
    std = np.sqrt(var)
    ivar = 1 / std
    xhat = xmu * ivar
    return gamma * xhat + beta, (xhat, gamma, xmu, ivar, std, var)


def layernorm_backward(dy, cache):
    xhat, gamma, xmu, ivar, std, var = cache
    N, D = dy.shape
    dxhat = dy * gamma
    divar = (dxhat * xmu).sum(1, keepdims=True)
    dxmu1 = dxhat * ivar
    dstd = -1 / std**2 * divar
    dvar = 0.5 / np.sqrt(var) * dstd
    dxmu2 = 2 * xmu * np.ones((N, D)) / D * dvar
    dx1 = dxmu1 + dxmu2
    dmean = -dx1.sum(1, keepdims=True)
    return dx1 + np.ones((N, D)) / D * dmean, (dy * xhat).sum(0), dy.sum(0)
