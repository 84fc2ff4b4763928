# expect: pass
import numpy as np


def dense_forward(x, w, b):
    N, D = x.shape
    M = w.shape[1]
    y = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            for d in range(D):
                y[n, m] += x[n, d] * w[d, m]
            y[n, m] += b[m]
    return y, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros(w.shape[1])
    for n in range(len(x)):
        for m in range(w.shape[1]):
            db[m] += dy[n, m]
            for d in range(x.shape[1]):
                dx[n, d] += dy[n, m] * w[d, m]
                dw[d, m] += dy[n, m] * x[n, d]
    return dx, dw, db
