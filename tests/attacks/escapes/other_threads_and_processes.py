# expect: blocked loads
# what: starts a thread or a process by every call there is
import ctypes
import errno
import sys

X86 = "x86_64" in sys.implementation._multiarch
libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(256)
WAYS = {
    "clone": (56 if X86 else 220, 17, None, None, None, None),
    "vfork": (58 if X86 else 220, 17, None, None, None, None),
    "execve": (59 if X86 else 221, b"/nonexistent", None, None),
    "setsid": (112 if X86 else 157,),
    "setpgid": (109 if X86 else 154, 0, 0),
    "wait4": (61 if X86 else 260, -1, None, 1, None),
    "personality": (135 if X86 else 92, 0xFFFFFFFF),
    "prctl": (157 if X86 else 167, 3, 0, 0, 0, 0),
    "seccomp": (317 if X86 else 277, 2, 0, room),
    "setitimer": (38 if X86 else 103, 0, None, None),
    "timer_create": (222 if X86 else 107, 0, None, room),
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
