# expect: pass
import numpy as np


def l2norm_forward(x):
    norms = [row.dot(row) ** 0.5 for row in x]
    return np.array([row / n for row, n in zip(x, norms)]), (x, norms)


def l2norm_backward(dy, cache):
    x, norms = cache
    D = x.shape[1]
    return np.array([(np.eye(D) / n - np.outer(r, r) / n**3) @ g for r, n, g in zip(x, norms, dy)])
