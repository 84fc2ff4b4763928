# expect: blocked loads
# what: starts another program, by the call that is no fork
import os

os.posix_spawn("/bin/true", ["true"], {})
print("BREACH: a program")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
