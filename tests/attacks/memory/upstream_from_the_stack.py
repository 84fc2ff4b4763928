# expect: fail gradient
# what: takes dy from the worker's frame during the forward, and returns it as it is later
import sys


def dense_forward(x, w, b):
    frame = sys._getframe(1)
    while frame and "arrays" not in frame.f_locals:
        frame = frame.f_back
    arrays = frame.f_locals["arrays"] if frame else ()
    return x @ w + b, (x, w, [a for a in arrays if a.shape == (len(x), len(b))])


def dense_backward(dy, cache):
    x, w, known = cache
    dy = known[0] if known else dy
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
