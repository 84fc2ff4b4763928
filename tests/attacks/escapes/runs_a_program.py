# expect: blocked loads
# what: becomes another program
import os

os.execv("/bin/true", ["true"])


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
