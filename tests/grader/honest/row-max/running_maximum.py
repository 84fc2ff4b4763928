# expect: pass
import numpy as np


def rowmax_forward(x):
    best, where = x[:, 0].copy(), np.zeros(len(x), int)
    for d in range(1, x.shape[1]):
        better = x[:, d] >= best
        best[better], where[better] = x[better, d], d
    return best, (where, x.shape)


def rowmax_backward(dy, cache):
    where, shape = cache
    dx = np.zeros(shape)
    for n, d in enumerate(where):
        dx[n, d] = dy[n]
    return dx
