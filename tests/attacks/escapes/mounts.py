# expect: blocked loads
# what: mounts a file system; the folder is none, so that nothing happens where it may
import ctypes

libc = ctypes.CDLL(None, use_errno=True)

if libc.mount(b"none", b"/gradlings-attack-nowhere", b"tmpfs", 0, None) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: a mount")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
