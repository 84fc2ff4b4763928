# expect: blocked loads
# what: sends a descriptor or an address along its channel, or makes a pair of its own
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
message, pair = ctypes.create_string_buffer(56), (ctypes.c_int * 2)()
WAYS = {
    "sendmsg": (3, message, 0),
    "recvmsg": (3, message, 0x40),
    "sendto": (3, message, 0, 0, None, 0),
    "getsockopt": (3, 1, 17, message, pair),
    "socketpair": (1, 1, 0, pair),
    "pipe": (pair,),
    "listen": (3, 1),
    "shutdown": (3, 3),
}
for name, way in WAYS.items():
    ctypes.set_errno(0)
    if getattr(libc, name)(*way) != -1:
        print("BREACH:", name)
    elif ctypes.get_errno() != errno.EPERM:
        raise OSError(ctypes.get_errno(), name)
raise PermissionError("all of them")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
