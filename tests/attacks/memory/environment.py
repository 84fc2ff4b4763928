# expect: fail forward
# what: looks for secrets in the environment, both Python's and the C library's
import ctypes
import os

HARMLESS = ("OPENBLAS_", "OMP_", "MKL_", "MALLOC_", "LC_CTYPE")

environ = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
found = list(os.environ)
while environ and environ[len(found) - len(os.environ)]:
    found.append(environ[len(found) - len(os.environ)].decode())
for entry in found:
    if not entry.startswith(HARMLESS):
        print("BREACH:", entry)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
