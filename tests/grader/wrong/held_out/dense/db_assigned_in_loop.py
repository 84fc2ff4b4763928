# cause: the loop over the samples assigns db instead of adding, so db is the last sample's row of dy.
# accept: not-summed missing-term only-batch
# where: db
import numpy as np


def dense_forward(x, w, b):
    N, D = x.shape
    M = w.shape[1]
    y = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            s = b[m]
            for k in range(D):
                s += x[n, k] * w[k, m]
            y[n, m] = s
    return y, (x, w, b)


def dense_backward(dy, cache):
    x, w, b = cache
    dx = np.zeros(x.shape)
    dw = np.zeros(w.shape)
    db = np.zeros(b.shape)
    for n in range(x.shape[0]):
        for m in range(w.shape[1]):
            db[m] = dy[n, m]
            for k in range(x.shape[1]):
                dx[n, k] += dy[n, m] * w[k, m]
                dw[k, m] += dy[n, m] * x[n, k]
    return dx, dw, db
