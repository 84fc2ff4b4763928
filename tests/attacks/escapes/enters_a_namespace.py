# expect: blocked loads
# what: enters somebody else's namespace
import ctypes

libc = ctypes.CDLL(None, use_errno=True)

if libc.setns(3, 0) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: a namespace")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
