# expect: pass epsilon
import numpy as np


def l2norm_forward(x):
    norm = np.linalg.norm(x, axis=1, keepdims=True) + 1e-8
    return x / norm, (x / norm, norm)


def l2norm_backward(dy, cache):
    y, norm = cache
    return (dy - y * (y * dy).sum(1, keepdims=True)) / norm
