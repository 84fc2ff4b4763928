# cause: db is multiplied by a learning rate of 0.1; and dx leaves the last output out (range(M - 1)).
# accept: factor
# accept: missing-term
# where: dx db
import numpy as np

def dense_forward(x, w, b):
    y = np.dot(x, w) + b
    return y, (x, w)

def dense_backward(dy, cache):
    x, w = cache
    N, D = x.shape
    M = w.shape[1]
    dx = np.zeros((N, D))
    for m in range(M - 1):
        dx += dy[:, m:m + 1] * w[:, m]
    dw = np.dot(x.T, dy)
    db = 0.1 * np.sum(dy, axis=0)
    return dx, dw, db
