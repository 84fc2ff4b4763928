# expect: blocked loads
# what: starts processes that start processes
import os
import time

for _ in range(4):  # at most 16 of them, for a second
    if os.fork() == 0:
        time.sleep(1)
print("BREACH: a process")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
