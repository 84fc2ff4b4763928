# expect: blocked loads
# what: makes a terminal believe that somebody typed
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
FIONREAD = 0x541B  # harmless; TIOCSTI is what somebody would type with
size, fd = ctypes.c_int(), 3

if libc.ioctl(fd, FIONREAD, ctypes.byref(size)) == -1:
    raise OSError(ctypes.get_errno(), "refused")
print("BREACH: ioctl")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
