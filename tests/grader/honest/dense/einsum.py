# expect: pass
import numpy as np


def dense_forward(x, w, b):
    return np.einsum("nd,dm->nm", x, w) + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return np.einsum("nm,dm->nd", dy, w), np.einsum("nd,nm->dm", x, dy), np.einsum("nm->m", dy)
