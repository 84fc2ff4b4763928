# expect: error calls
# what: exits with status 0 once it has run, as a test that passed would
import atexit
import os

atexit.register(print, "all checks pass")


def dense_forward(x, w, b):
    print("all checks pass", flush=True)
    os._exit(0)


def dense_backward(dy, cache):
    return dy, dy, dy
