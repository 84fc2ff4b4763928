# expect: fail forward
# what: looks for the solution's text in memory that others have given back
import numpy as np

TEXT = b"Each gradient is a sum over the index " + b"that its own array does not have"

for size in (1 << 12, 1 << 16, 1 << 20, 1 << 24):
    for _ in range(8):
        if TEXT in np.empty(size, np.uint8).tobytes():
            print("BREACH: somebody else's text")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
