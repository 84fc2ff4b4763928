# expect: pass
import numpy as np


def l2norm_forward(x):
    norm = np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12)
    return x / norm, (x / norm, norm)


def l2norm_backward(dy, cache):
    y, norm = cache
    return (dy - y * (y * dy).sum(1, keepdims=True)) / norm
