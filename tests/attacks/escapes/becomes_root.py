# expect: blocked loads
# what: asks for any user, group and capability
import errno
import os

for way in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setresuid(0, 0, 0)):
    try:
        print("BREACH:", way())
    except OSError as error:
        if error.errno != errno.EPERM:
            raise
raise PermissionError("all of them")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
