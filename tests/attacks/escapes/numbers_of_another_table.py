# expect: blocked|error loads
# what: makes a call by its number in x32, the other table of x86-64
import ctypes
import sys

GETPID = 39 | 0x4000_0000
libc = ctypes.CDLL(None, use_errno=True)
if "x86_64" in sys.implementation._multiarch and libc.syscall(GETPID) != -1:
    print("BREACH: an x32 call")
raise PermissionError("refused")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
