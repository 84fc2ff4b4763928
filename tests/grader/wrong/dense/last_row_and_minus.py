# cause: dw leaves the last sample out (range(N - 1)); and dx has the wrong sign.
# accept: missing-term
# accept: sign factor
# where: dx dw
import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    N = x.shape[0]
    dw = np.zeros(w.shape)
    for n in range(0, N - 1):
        dw += np.outer(x[n], dy[n])
    delta = -dy  # error = target - output
    dx = delta @ w.T
    db = dy.sum(axis=0)
    return dx, dw, db
