# expect: error loads
# what: follows a null pointer
import ctypes

ctypes.string_at(0)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
