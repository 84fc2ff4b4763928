# expect: blocked loads
# what: writes a program first and makes the page runnable afterwards
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(8192)
page = ctypes.c_void_p(-(-ctypes.addressof(buffer) // 4096) * 4096)
if libc.mprotect(page, ctypes.c_size_t(4096), 5) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: memory to run")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
