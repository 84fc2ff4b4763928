# expect: blocked loads
# what: makes the interpreter's own code writable and writes there
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
function = ctypes.cast(ctypes.pythonapi.PyLong_FromLong, ctypes.c_void_p).value
if libc.mprotect(ctypes.c_void_p(function & -4096), ctypes.c_size_t(4096), 7) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: code to write")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
