# expect: blocked loads
import sys
import time


def forever():
    while True:
        time.sleep(0.01)


sys.modules["threading"].Thread(target=forever).start()


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
