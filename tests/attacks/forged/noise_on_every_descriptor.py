# expect: error loads
# what: writes noise to every descriptor, hoping that the grader falls over
import os
import random

for fd in range(3, 64):
    try:
        os.write(fd, random.randbytes(1 << 12))
    except OSError:
        pass


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
