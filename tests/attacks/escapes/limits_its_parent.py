# expect: blocked loads
# what: reads its parent's limits, and could set them
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
limit = (ctypes.c_uint64 * 2)()

if libc.prlimit(os.getppid(), 7, None, limit) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: its parent's limits")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
