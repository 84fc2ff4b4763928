# expect: timeout loads
# what: decomposes a large matrix in C code, which asks nobody whether it may go on
import numpy as np

while True:
    np.linalg.svd(np.random.standard_normal((1500, 1500)))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
