# expect: timeout loads
# what: ignores and blocks every signal, then never ends
import ctypes

libc = ctypes.CDLL(None)
every = (ctypes.c_uint64 * 16)(*[2**64 - 1] * 16)
libc.sigprocmask(0, every, None)
for number in range(1, 65):
    libc.signal(number, ctypes.c_void_p(1))
while True:
    pass


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
