# cause: dx is the mean over the M outputs that an input feeds, it must be their sum.
# accept: mean-for-sum factor
# where: dx
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    # every x[n, d] influences all outputs: collect all influences, then average them
    influences = dy[:, np.newaxis, :] * w[np.newaxis, :, :]  # N x D x M
    dx = influences.mean(axis=-1)
    dw = (x[:, :, np.newaxis] * dy[:, np.newaxis, :]).sum(axis=0)
    db = dy.sum(axis=0)
    return dx, dw, db
