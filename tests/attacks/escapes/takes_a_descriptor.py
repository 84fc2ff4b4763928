# expect: blocked loads
# what: opens its parent by pidfd and takes a descriptor out of it
import ctypes
import errno
import os

libc = ctypes.CDLL(None, use_errno=True)
PIDFD_OPEN, PIDFD_GETFD = 434, 438
for way in ((PIDFD_OPEN, os.getppid(), 0), (PIDFD_GETFD, 3, 0, 0)):
    ctypes.set_errno(0)
    if libc.syscall(*way) != -1:
        print("BREACH: a descriptor")
    elif ctypes.get_errno() != errno.EPERM:
        raise OSError(ctypes.get_errno(), "refused for another reason")
raise PermissionError("both")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
