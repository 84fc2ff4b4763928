# expect: blocked loads
# what: moves its parent to one processor
import os

os.sched_setaffinity(os.getppid(), os.sched_getaffinity(0))
print("BREACH: its parent's processors")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
