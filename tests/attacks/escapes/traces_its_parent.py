# expect: blocked loads
# what: traces its parent, without stopping it, to read and steer it
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SEIZE = 0x4206

if libc.ptrace(SEIZE, os.getppid(), None, None) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: traces its parent")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
