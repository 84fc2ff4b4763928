# expect: error loads
# what: starts a process by clone3, whose arguments no filter can look at
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
CLONE3 = 435
arguments = (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17)

if libc.syscall(CLONE3, arguments, 88) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: a process")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
