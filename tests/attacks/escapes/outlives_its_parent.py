# expect: blocked loads
# what: takes back that it ends when its parent does
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1
if libc.prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: outlives its parent")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
