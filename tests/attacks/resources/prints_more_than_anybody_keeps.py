# expect: fail forward
# what: prints thirty megabytes
import os

line = b"A" * (1 << 20)
for _ in range(30):
    os.write(2, line)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
