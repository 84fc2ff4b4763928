# expect: error loads
# what: writes over the interpreter's own objects: True, small numbers, types
import ctypes

for value in (1.0, True, 1):
    ctypes.memset(id(value) + 16, 0x41, 8)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
