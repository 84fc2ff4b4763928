# expect: memory loads
# what: takes memory past Python, by mmap
import ctypes

mmap = ctypes.CDLL(None).mmap
mmap.restype = ctypes.c_void_p
mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
if mmap(None, 1_500_000_000, 3, 0x22, -1, 0) == ctypes.c_void_p(-1).value:
    raise MemoryError
print("BREACH: 1.5 GB")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
