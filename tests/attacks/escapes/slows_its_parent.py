# expect: blocked loads
# what: gives its parent less of the processor
import os

os.setpriority(os.PRIO_PROCESS, os.getppid(), 1)
print("BREACH: its parent is slower")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
