# expect: blocked loads
# what: reads its parent's memory: after a fork the addresses are the same
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)
here = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 64)

if libc.process_vm_readv(os.getppid(), here, 1, here, 1, 0) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: its parent's memory")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
