# expect: blocked loads
# what: looks what there is
import os

print("BREACH:", os.listdir("/"))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
