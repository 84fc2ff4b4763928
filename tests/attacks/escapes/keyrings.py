# expect: blocked loads
# what: leaves a message in a keyring of the kernel's, for another submission
import ctypes
import errno
import sys

X86 = "x86_64" in sys.implementation._multiarch
libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(256)
WAYS = {
    "add_key": (248 if X86 else 217, b"user", b"gradlings", b"x", 1, -3),
    "request_key": (249 if X86 else 218, b"user", b"gradlings", None, -3),
    "keyctl": (250 if X86 else 219, 0, -3, 0),
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
