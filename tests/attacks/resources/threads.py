# expect: error|blocked loads
# what: starts threads, beside which the clock of one is nothing
import _thread
import time

for _ in range(20):
    _thread.start_new_thread(time.sleep, (1,))
print("BREACH: threads")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
