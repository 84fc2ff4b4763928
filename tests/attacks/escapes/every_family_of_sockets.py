# expect: blocked loads
# what: talks to the network, to services of this machine, to its host, to the kernel
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
UNIX, INET, INET6, NETLINK, PACKET, ALG, VSOCK = 1, 2, 10, 16, 17, 38, 40
for family in (UNIX, INET, INET6, NETLINK, PACKET, ALG, VSOCK):
    for kind in (1, 2, 3, 5):  # stream, datagram, raw, seqpacket
        ctypes.set_errno(0)
        if libc.socket(family, kind, 0) != -1:
            print("BREACH: a socket of family", family)
        elif ctypes.get_errno() != errno.EPERM:
            raise OSError(ctypes.get_errno(), "refused for another reason")
raise PermissionError("all of them")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
