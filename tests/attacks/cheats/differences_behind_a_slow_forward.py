# expect: fail cost
# what: differentiates numerically beside a forward so slow that nothing looks suspicious
import numpy as np


def dense_forward(x, w, b):
    y = np.zeros((len(x), len(b)))
    for i in range(len(x)):
        for j in range(len(b)):
            y[i, j] = sum(float(x[i, k]) * float(w[k, j]) for k in range(len(w))) + b[j]
    return y, (x, w, b)


def dense_backward(dy, cache):
    x, w, b = cache
    return slopes(dy, x.copy(), w, b), x.T @ dy, dy.sum(axis=0)


def slopes(dy, x, w, b):
    found = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        was = x[index]
        up, down = 2.0 * was + 1.0, 2.0 * was - 1.0
        x[index] = up
        above = x @ w + b
        x[index] = down
        found[index] = (dy * (above - x @ w - b)).sum() / (up - down)
        x[index] = was
    return found
