# expect: blocked loads
# what: reaches parts of the kernel in which holes are found
import ctypes
import errno
import sys

X86 = "x86_64" in sys.implementation._multiarch
libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(256)
WAYS = {
    "bpf": (321 if X86 else 280, 0, None, 0),
    "perf_event_open": (298 if X86 else 241, room, 0, -1, -1, 0),
    "userfaultfd": (323 if X86 else 282, 1),
    "fanotify_init": (300 if X86 else 262, 0, 0),
    "inotify_init1": (294 if X86 else 26, 0),
    "eventfd2": (290 if X86 else 19, 0, 0),
    "epoll_create1": (291 if X86 else 20, 0),
    "timerfd_create": (283 if X86 else 85, 0, 0),
    "signalfd4": (289 if X86 else 74, -1, room, 8, 0),
    "landlock_create_ruleset": (444, None, 0, 1),
    "memfd_secret": (447, 0),
    "kexec_load": (246 if X86 else 104, 0, 0, None, 0),
    "init_module": (175 if X86 else 105, None, 0, b""),
    "syslog": (103 if X86 else 116, 10, None, 0),
    "acct": (163 if X86 else 89, room),
    "quotactl": (179 if X86 else 60, 0, None, 0, None),
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
