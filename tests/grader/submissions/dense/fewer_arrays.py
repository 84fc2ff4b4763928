# expect: error calls
import sys


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    return dy, dy, dy


sys.modules["sandbox.worker"].Worker.perform = lambda self, calls, arrays: []
