# expect: blocked loads
# what: makes its channel's other end send a signal to a process of its choice
import ctypes
import errno
import os

libc = ctypes.CDLL(None, use_errno=True)
F_SETFL, F_SETOWN, F_SETSIG, O_ASYNC = 4, 8, 10, 0o20000
SIGWINCH = 28  # does nothing by default; SIGKILL would do
for command, value in ((F_SETSIG, SIGWINCH), (F_SETOWN, os.getppid()), (F_SETFL, O_ASYNC)):
    for fd in range(3, 10):
        ctypes.set_errno(0)
        if libc.fcntl(fd, command, value) != -1:
            print("BREACH: fcntl", command)
        elif ctypes.get_errno() != errno.EPERM:
            raise OSError(ctypes.get_errno(), "refused for another reason")
raise PermissionError("all of them")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
