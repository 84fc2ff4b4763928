# expect: blocked loads
# what: hands its calls to the kernel by a ring, past a list of calls
import ctypes
import errno
import sys

X86 = "x86_64" in sys.implementation._multiarch
libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(256)
WAYS = {
    "io_uring_setup": (425, 1, room),
    "io_uring_enter": (426, 3, 0, 0, 0, None, 0),
    "io_uring_register": (427, 3, 0, None, 0),
    "io_setup": (206 if X86 else 0, 1, room),
}
for name, way in WAYS.items():
    ctypes.set_errno(0)
    if libc.syscall(*way) != -1:
        print("BREACH:", name)
    elif ctypes.get_errno() != errno.EPERM:
        raise OSError(ctypes.get_errno(), name)
raise PermissionError("all of them")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
