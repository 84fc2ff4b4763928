# expect: pass single-precision
import numpy as np


def l2norm_forward(x):
    norm = np.linalg.norm(x.astype(np.float32), axis=1, keepdims=True)
    return x / norm, (x / norm, norm)


def l2norm_backward(dy, cache):
    y, norm = cache
    return (dy - y * (y * dy).sum(1, keepdims=True)) / norm
