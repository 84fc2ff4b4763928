# expect: blocked loads
# what: maps memory that it can write and run: any program at all
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_ssize_t
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
if libc.mmap(None, 4096, 7, 0x22, -1, 0) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: memory to write and run")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
