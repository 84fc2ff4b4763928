# expect: pass
import numpy as np


def dense_forward(x, w, b):
    n_samples, n_in = x.shape
    n_out = w.shape[1]
    y = np.zeros((n_samples, n_out))
    for n in range(n_samples):
        for m in range(n_out):
            y[n, m] = b[m]
            for d in range(n_in):
                y[n, m] += x[n, d] * w[d, m]
    return y, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(w.shape[1])
    for n in range(x.shape[0]):
        for m in range(w.shape[1]):
            db[m] += dy[n, m]
            for d in range(x.shape[1]):
                dx[n, d] += dy[n, m] * w[d, m]
                dw[d, m] += dy[n, m] * x[n, d]
    return dx, dw, db
