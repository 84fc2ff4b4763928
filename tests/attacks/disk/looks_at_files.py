# expect: blocked loads
# what: asks whether a file is there, how large it is and whose
import os

print("BREACH:", os.stat("/etc/passwd"))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
