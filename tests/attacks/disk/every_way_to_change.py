# expect: blocked loads
# what: changes, moves and removes files and folders by every call there is
import errno
import os

PATH = "/tmp/gradlings-attack-every_way_to_change"
WAYS = (
    lambda: os.mkdir(PATH),
    lambda: os.mkfifo(PATH),
    lambda: os.chdir("/"),
    lambda: os.chmod(PATH, 0o777),
    lambda: os.chown(PATH, 0, 0),
    lambda: os.utime(PATH),
    lambda: os.rename(PATH, PATH + "-2"),
    lambda: os.link(PATH, PATH + "-3"),
    lambda: os.unlink(PATH),
    lambda: os.rmdir(PATH),
    lambda: os.truncate(PATH, 0),
    lambda: os.setxattr(PATH, "user.x", b""),
    lambda: os.statvfs("/"),
    lambda: os.readlink("/proc/self/exe"),
    lambda: os.getcwd(),
)
for number, way in enumerate(WAYS):
    try:
        print("BREACH:", number, way())
    except OSError as error:
        if error.errno != errno.EPERM:
            raise
raise PermissionError("all of them")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
