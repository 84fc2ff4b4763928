# expect: blocked loads
# what: lets NumPy's C code read a file
import numpy as np

print("BREACH:", np.fromfile("/etc/passwd", np.uint8, 10))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
