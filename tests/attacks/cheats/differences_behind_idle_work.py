# expect: fail cost
# what: burns time on small inputs, so that large ones look cheap beside them
import time

import numpy as np


def burn(x):
    end = time.process_time() + 0.006
    while x.size < 5000 and time.process_time() < end:
        pass


def dense_forward(x, w, b):
    burn(x)
    return x @ w + b, (x, w, b)


def dense_backward(dy, cache):
    burn(cache[0])
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
