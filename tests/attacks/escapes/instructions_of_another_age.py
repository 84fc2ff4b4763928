# expect: blocked|error loads
# what: finds the bytes `int 0x80` in a library and makes a 32-bit call with them: fork is 2
import ctypes
import struct
import sys

INT_80_RET = b"\xcd\x80\xc3"


class Library(ctypes.Structure):
    """The head of glibc's struct link_map."""


Library._fields_ = [
    ("base", ctypes.c_size_t),
    ("name", ctypes.c_char_p),
    ("dynamic", ctypes.c_void_p),
    ("next", ctypes.POINTER(Library)),
]


def code_of(base):
    """Where a library's executable segments lie, by its ELF program headers."""
    headers, size, count = struct.unpack("<Q14xHH", ctypes.string_at(base, 64)[32:58])
    for at in range(base + headers, base + headers + size * count, size):
        kind, flags, _, address, _, _, length = struct.unpack("<IIQQQQQ", ctypes.string_at(at, 48))
        if kind == 1 and flags & 1:
            yield base + address, length


def gadgets():
    library = ctypes.cast(ctypes.CDLL(None)._handle, ctypes.POINTER(Library))
    while library:
        if library.contents.base and b"/" in (library.contents.name or b""):
            for start, length in code_of(library.contents.base):
                at = ctypes.string_at(start, length).find(INT_80_RET)
                if at >= 0:
                    yield start + at
        library = library.contents.next


if "x86_64" in sys.implementation._multiarch:
    for gadget in gadgets():
        # A call with two floats has 2 in eax, by the convention for functions of any number of arguments.
        pid = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_double, ctypes.c_double)(gadget)(0.0, 0.0)
        if pid >= 0:
            print("BREACH: a 32-bit call")
            break
raise PermissionError("refused")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
