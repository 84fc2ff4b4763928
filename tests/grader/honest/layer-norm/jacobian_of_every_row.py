# expect: pass
import numpy as np


def layernorm_forward(x, gamma, beta):
    xhat = np.stack([(row - np.mean(row)) / np.std(row) for row in x])
    return xhat * gamma + beta, (x, xhat, gamma)


def layernorm_backward(dy, cache):
    x, xhat, gamma = cache
    D = x.shape[1]
    dx = np.empty_like(x)
    for n, row in enumerate(x):
        jacobian = (np.eye(D) - 1 / D - np.outer(xhat[n], xhat[n]) / D) / np.std(row)
        dx[n] = jacobian @ (dy[n] * gamma)
    return dx, np.einsum("nd,nd->d", dy, xhat), np.einsum("nd->d", dy)
