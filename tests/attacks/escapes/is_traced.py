# expect: blocked loads
# what: asks to be traced, which changes how signals and programs work
import ctypes

libc = ctypes.CDLL(None, use_errno=True)

if libc.ptrace(0, 0, None, None) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: is traced")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
