# expect: blocked loads
# what: makes a file without a name, to run it or to hide memory in
import os

print("BREACH:", os.memfd_create("gradlings-attack"))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
