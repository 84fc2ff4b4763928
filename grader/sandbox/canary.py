"""Tries, in a locked child, what a submission must not be able to do, and says what was refused.

The level that a report names is what was refused here, not what was asked for. Owns the probes: one call each, by its
C name, harmless where it succeeds. Imports nothing of the other packages.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable

from .libc import libc

Attempt = Callable[[ctypes.CDLL, int], int]
"""Given the C library and the parent's pid, returns -1 where the kernel refuses."""
REFUSALS = frozenset({errno.EPERM, errno.EACCES, errno.ENOSYS})
MEMORY_MB = 64
TOO_MUCH = 4 << 30

_O_WRONLY = 1
_AF_UNIX, _AF_INET, _SOCK_STREAM, _SOCK_DGRAM = 1, 2, 1, 2
_PTRACE_SEIZE = 0x4206
_CLONE_NEWUSER = 0x10000000
_F_GETFL, _FIONREAD = 3, 0x541B
_PROT_ALL, _MAP_PRIVATE_ANONYMOUS = 7, 0x22
_IO_URING_SETUP = 425
_RLIMIT_NOFILE = 7


def probe() -> dict[str, str]:
    """The name of every probe with how it was refused, or "open". For a process with CHANNEL open and limits set."""
    return {name: _outcome(attempt, libc()) for name, attempt in PROBES.items()}


def _outcome(attempt: Attempt, library: ctypes.CDLL) -> str:
    ctypes.set_errno(0)
    try:
        result = attempt(library, os.getppid())
    except MemoryError:
        return "MemoryError"
    code = ctypes.get_errno()
    return errno.errorcode[code] if result == -1 and code in REFUSALS else "open"


def _fork(c: ctypes.CDLL) -> int:
    pid = int(c.fork())
    if pid == 0:
        os._exit(0)
    return pid


def _much_memory() -> int:
    return len(bytearray(TOO_MUCH))


def _mapped(c: ctypes.CDLL) -> int:
    """mmap's answer as a long; a wrong one is -1 too."""
    mmap = c.mmap
    mmap.restype = ctypes.c_long
    return int(mmap(None, ctypes.c_long(4096), _PROT_ALL, _MAP_PRIVATE_ANONYMOUS, -1, ctypes.c_long(0)))


# A folder cannot be opened for writing, but whoever may open files is told so by another error than a refusal.
# fcntl's F_GETFL stands for F_SETSIG and F_SETOWN, which would do harm: a filter that lets one through lets all.
PROBES: dict[str, Attempt] = {
    "read-a-file": lambda c, _: c.open(b"/", 0),
    "look-at-a-file": lambda c, _: c.access(b"/", 0),
    "write-a-file": lambda c, _: c.open(b"/", _O_WRONLY),
    "make-a-memory-file": lambda c, _: c.memfd_create(b"gradlings", 0),
    "open-a-network-socket": lambda c, _: c.socket(_AF_INET, _SOCK_STREAM, 0),
    "open-a-local-socket": lambda c, _: c.socket(_AF_UNIX, _SOCK_DGRAM, 0),
    "start-a-process": lambda c, _: _fork(c),
    "run-a-program": lambda c, _: c.execv(b"/nonexistent", None),
    "signal-another-process": lambda c, parent: c.kill(parent, 0),
    "trace-another-process": lambda c, parent: c.ptrace(_PTRACE_SEIZE, parent, None, None),
    "read-another-process": lambda c, parent: c.process_vm_readv(parent, None, 0, None, 0, 0),
    "limit-another-process": lambda c, parent: c.prlimit(parent, _RLIMIT_NOFILE, None, None),
    "schedule-another-process": lambda c, parent: c.sched_setaffinity(parent, 8, None),
    "make-a-namespace": lambda c, _: c.unshare(_CLONE_NEWUSER),
    "use-io-uring": lambda c, _: c.syscall(_IO_URING_SETUP, 1, None),
    "signal-by-descriptor": lambda c, _: c.fcntl(3, _F_GETFL),
    "control-a-device": lambda c, _: c.ioctl(3, _FIONREAD, None),
    "run-written-memory": lambda c, _: _mapped(c),
    "take-much-memory": lambda *_: _much_memory(),
}
