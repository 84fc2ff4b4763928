# expect: blocked loads
# what: signals every process that it may, by every call that signals
import ctypes
import errno
import os
import sys

X86 = "x86_64" in sys.implementation._multiarch
libc = ctypes.CDLL(None, use_errno=True)
me = os.getpid()
info = ctypes.create_string_buffer(128)
WAYS = {
    "kill": (62 if X86 else 129, -1, 0),
    "tkill": (200 if X86 else 130, me, 0),
    "tgkill": (234 if X86 else 131, me, me, 0),
    "rt_sigqueueinfo": (129 if X86 else 138, me, 0, info),
    "rt_tgsigqueueinfo": (297 if X86 else 240, me, me, 0, info),
    "pidfd_send_signal": (424, 3, 0, None, 0),
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
