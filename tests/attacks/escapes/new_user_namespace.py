# expect: blocked loads
# what: becomes root in a namespace of its own, where more of the kernel can be reached
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
NEWUSER = 0x10000000

if libc.unshare(NEWUSER) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: root of its own")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
