# expect: blocked loads
# what: opens a file by the calls that a list of forbidden ones forgets
import ctypes
import errno
import sys

X86 = "x86_64" in sys.implementation._multiarch
AT_FDCWD = -100
libc = ctypes.CDLL(None, use_errno=True)

how = (ctypes.c_uint64 * 3)()
WAYS = {
    "openat": (257 if X86 else 56, AT_FDCWD, b"/", 0),
    "openat2": (437, AT_FDCWD, b"/", how, ctypes.sizeof(how)),
    "open_tree": (428, AT_FDCWD, b"/", 0),
    "fsopen": (430, b"tmpfs", 0),
    "name_to_handle_at": (303 if X86 else 264, AT_FDCWD, b"/", None, None, 0),
    "statx": (332 if X86 else 291, AT_FDCWD, b"/", 0, 0, ctypes.create_string_buffer(512)),
    "execveat": (322 if X86 else 281, AT_FDCWD, b"/nonexistent", None, None, 0),
}
codes = []
for name, way in WAYS.items():
    ctypes.set_errno(0)
    if libc.syscall(*way) != -1:
        print("BREACH:", name)
    codes.append(ctypes.get_errno())
raise OSError(next((code for code in codes if code != errno.EPERM), errno.EPERM), "refused")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
