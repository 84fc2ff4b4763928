# cause: dw is computed as its transpose (M, D), then forced into (D, M) with a reshape.
# accept: transposed
# where: dw
import numpy as np


def dense_forward(x, w, b):
    cache = (x, w)
    return x.dot(w) + b, cache


def dense_backward(dy, cache):
    x, w = cache
    grads = []
    grads.append(np.matmul(dy, w.T))
    g = np.matmul(dy.T, x)
    g = g.reshape(w.shape)  # shape mismatch otherwise
    grads.append(g)
    grads.append(np.matmul(np.ones(len(dy)), dy))
    return tuple(grads)
