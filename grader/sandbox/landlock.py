"""A second wall for a process, where the kernel has it: no path, no TCP port, no socket or signal out of its domain.

Owns the three system calls (landlock(7)) and what each version of them knows. Nothing is allowed, so there are no
rules to write. The version is asked of the kernel itself; its list of security modules is often not mounted.
Imports nothing of the other packages.
"""

from __future__ import annotations

import ctypes
import os
import struct

from .libc import libc

_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same on every machine
_VERSION = 1

# Version: rights over paths that it can take away (all bits up to this one); later ones have no more.
_PATHS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_TCP = 0b11  # bind, connect; since version 4
_SCOPES = 0b11  # abstract Unix sockets, signals; since version 6


def version() -> int:
    """What this kernel has; 0 where it has none."""
    return max(_call(_CREATE_RULESET, None, 0, _VERSION), 0)


def ruleset() -> int | None:
    """A descriptor of a set that allows nothing, to be used in any number of children; None where there is none."""
    have = version()
    if not have:
        return None
    attributes = struct.pack("<Q", 2 ** _PATHS[min(have, 5)] - 1)
    if have >= 4:
        attributes += struct.pack("<Q", _TCP)
    if have >= 6:
        attributes += struct.pack("<Q", _SCOPES)
    descriptor = _call(_CREATE_RULESET, ctypes.c_char_p(attributes), len(attributes), 0)
    return descriptor if descriptor >= 0 else None


def restrict(descriptor: int) -> bool:
    """Put this process behind the set, for ever."""
    return _call(_RESTRICT_SELF, descriptor, 0) == 0


def close(descriptor: int) -> None:
    """The set stays in force where it was used."""
    os.close(descriptor)


def _call(number: int, *args: object) -> int:
    syscall = libc().syscall
    syscall.restype = ctypes.c_long
    return int(syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args)))
