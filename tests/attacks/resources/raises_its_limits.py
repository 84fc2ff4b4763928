# expect: memory loads
# what: raises its own limits, then takes what they held back
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
UNLIMITED = (ctypes.c_uint64 * 2)(2**64 - 1, 2**64 - 1)
for limit in range(16):
    if libc.prlimit(0, limit, UNLIMITED, None) == 0 and limit in (0, 1, 6, 7, 8, 9):
        print("BREACH: limit", limit)  # those of time, file size, processes, descriptors and memory
kept = bytes(1_500_000_000)
print("BREACH:", len(kept))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
