# expect: fail forward
# what: looks for descriptors beside its own four, such as one of the grader's
import os

for fd in range(1024):
    try:
        os.fstat(fd)
    except OSError:
        continue
    if fd > 3:
        print("BREACH: descriptor", fd)
if os.read(0, 1 << 16):
    print("BREACH: something to read on its standard input")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
