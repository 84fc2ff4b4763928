# expect: blocked loads
# what: makes another folder the root
import ctypes

libc = ctypes.CDLL(None, use_errno=True)

if libc.chroot(b"/") == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: chroot")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
