# expect: blocked loads
# what: calls somebody on the network, itself to begin with
import ctypes

libc = ctypes.CDLL(None, use_errno=True)

if libc.socket(2, 1, 0) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: a socket")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
