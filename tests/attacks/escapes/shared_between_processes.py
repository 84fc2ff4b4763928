# expect: blocked loads
# what: makes memory, a queue or a semaphore that outlives it
import ctypes
import errno
import sys

X86 = "x86_64" in sys.implementation._multiarch
libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(256)
WAYS = {
    "shmget": (29 if X86 else 194, 0x67726164, 4096, 0o1600),
    "semget": (64 if X86 else 190, 0x67726164, 1, 0o1600),
    "msgget": (68 if X86 else 186, 0x67726164, 0o1600),
    "mq_open": (240 if X86 else 180, b"gradlings", 0o102, 0o600, None),
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
