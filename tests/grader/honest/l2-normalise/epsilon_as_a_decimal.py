# expect: pass epsilon
import numpy as np


def l2norm_forward(x):
    norm = (np.sum(x**2, axis=1) + 0.0000000001) ** 0.5
    return (x.T / norm).T, (x, norm)


def l2norm_backward(dy, cache):
    x, norm = cache
    inner = (x * dy).sum(1)
    return dy / norm[:, None] - x * (inner / norm**3)[:, None]
