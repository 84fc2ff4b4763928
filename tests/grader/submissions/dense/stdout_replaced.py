# expect: pass
import sys


class Broken:
    def __getattr__(self, name):
        raise SystemExit(name)


sys.stdout = sys.stderr = Broken()


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
