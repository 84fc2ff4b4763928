# expect: timeout calls
# what: sleeps, which costs no processor time that a limit could count
import time


def dense_forward(x, w, b):
    time.sleep(30)
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
