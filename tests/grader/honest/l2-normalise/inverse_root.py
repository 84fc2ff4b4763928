# expect: pass
import numpy as np


def l2norm_forward(x):
    inverse = np.power((x * x).sum(1, keepdims=True), -0.5)
    return x * inverse, (x, inverse)


def l2norm_backward(dy, cache):
    x, inverse = cache
    return dy * inverse - x * inverse**3 * (x * dy).sum(1, keepdims=True)
