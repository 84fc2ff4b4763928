# cause: the column of ones stands first in x but the bias stands last in w, so every weight meets its neighbour's input.
# accept: outside
# where: y
import numpy as np


def dense_forward(x, w, b):
    # bias trick: x' = [1, x], w' = [w; b], then there is just one matmul
    x_ = np.c_[np.ones(len(x)), x]
    w_ = np.r_[w, b[None]]
    return x_ @ w_, (x_, w_)


def dense_backward(dy, cache):
    x_, w_ = cache
    dw_ = x_.T @ dy
    dx_ = dy @ w_.T
    return dx_[:, 1:], dw_[:-1], dw_[-1]
