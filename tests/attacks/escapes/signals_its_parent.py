# expect: blocked loads
# what: signals whoever started it; signal 0 does no harm and proves the same
import os

os.kill(os.getppid(), 0)
print("BREACH: may signal its parent")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
