# expect: error loads
# what: loads a library that nobody has loaded
import ctypes

ctypes.CDLL("libresolv.so.2")
print("BREACH: a library")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
