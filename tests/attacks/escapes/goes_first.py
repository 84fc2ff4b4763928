# expect: blocked loads
# what: asks for real time, before which everything else waits
import os

os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
print("BREACH: goes first")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
