"""A filter that leaves a process computing and nothing else: the calls a loaded NumPy needs, and no way to open more.

    load(machine)      the filter as bytes       install(filter)      for this process, for ever

Owns the allow-list and its encoding in classic BPF (seccomp(2), linux/filter.h). What is not on the list fails with
EPERM instead of killing, so that whoever tried reads a plain PermissionError. There is no open, stat, socket, clone,
exec, kill, ioctl and fcntl on it: everything a submission may import is loaded before. fcntl and ioctl look harmless
and are not: F_SETSIG and F_SETOWN on the result socket make the grader's next write kill a process of one's choice.
Imports nothing of the other packages.
"""

from __future__ import annotations

import ctypes
import struct

from .libc import libc

# name: (x86-64, aarch64), from the kernel's asm/unistd_64.h and asm-generic/unistd.h; the calls made most come first.
PLAIN = {
    "read": (0, 63), "write": (1, 64), "munmap": (11, 215), "brk": (12, 214), "madvise": (28, 233),
    "futex": (202, 98), "clock_gettime": (228, 113), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "lseek": (8, 62), "close": (3, 57), "fstat": (5, 80), "poll": (7, None), "ppoll": (271, 73),
    "mremap": (25, 216), "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132), "getpid": (39, 172),
    "gettid": (186, 178), "getppid": (110, 173), "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176),
    "getegid": (108, 177), "getrusage": (98, 165), "gettimeofday": (96, 169), "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115), "nanosleep": (35, 101), "getrandom": (318, 278), "set_robust_list": (273, 99),
    "rseq": (334, 293), "restart_syscall": (219, 128), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
NOT_EXECUTABLE = {"mmap": (9, 222), "mprotect": (10, 226)}
ONLY_ITSELF = {"prlimit64": (302, 261)}
ABSENT = {"clone3": (435, 435)}
"""Fails with ENOSYS, which makes the C library use clone, which fails with EPERM: that is the error people know."""

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Which column of the tables, and the kernel's AUDIT_ARCH."""
X32 = 0x40000000
"""From here on the numbers are x32's: the same calls under other numbers, past any list."""

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
EPERM, ENOSYS = 1, 38
PROT_EXEC = 4

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _ARGS = 0, 4, 16
"""Offsets into struct seccomp_data; an argument has 8 bytes, the low half first on both machines."""

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2


def load(machine: str) -> bytes:
    """The filter for this machine. Raises KeyError where there is no table for it."""
    column, arch = MACHINES[machine]
    rules = [
        _instruction(_LOAD, _ARCH),
        _instruction(_EQUAL, arch, yes=1),
        _instruction(_RETURN, KILL),
        _instruction(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":
        rules += [_instruction(_AT_LEAST, X32, no=1), _instruction(_RETURN, KILL)]
    for table, verdict in ((PLAIN, _returning(ALLOW)), (ABSENT, _returning(ERRNO | ENOSYS))):
        rules += _for_each(table, column, verdict)
    rules += _for_each(NOT_EXECUTABLE, column, _unless_executable())
    rules += _for_each(ONLY_ITSELF, column, _only_for_process_zero())
    return b"".join([*rules, *_returning(ERRNO | EPERM)])


def install(rules: bytes) -> bool:
    """Put this process under the filter, for ever; it must have given up gaining privileges (`no_new_privileges`)."""
    buffer = ctypes.create_string_buffer(rules, len(rules))
    program = struct.pack("HxxxxxxQ", len(rules) // 8, ctypes.addressof(buffer))
    return bool(libc().prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(program), 0, 0) == 0)


def no_new_privileges() -> bool:
    """No exec can gain anything from now on; without it an ordinary user may install no filter."""
    return bool(libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def _instruction(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    """One struct sock_filter; `yes` and `no` are how many instructions a comparison skips."""
    return struct.pack("<HBBI", code, yes, no, value)


def _returning(verdict: int) -> list[bytes]:
    return [_instruction(_RETURN, verdict)]


def _for_each(table: dict[str, tuple[int, int | None]] | dict[str, tuple[int, int]], column: int,
              rules: list[bytes]) -> list[bytes]:  # fmt: skip
    """The rules after a comparison with each number of the table. They end in a return, so nothing falls through."""
    numbers = [row[column] for row in table.values()]
    return [
        part
        for number in numbers
        if number is not None
        for part in (_instruction(_EQUAL, number, no=len(rules)), *rules)
    ]


def _unless_executable() -> list[bytes]:
    """mmap and mprotect, whose third argument holds the protection."""
    return [
        _instruction(_LOAD, _ARGS + 2 * 8),
        _instruction(_ANY_BIT, PROT_EXEC, no=1),
        *_returning(ERRNO | EPERM),
        *_returning(ALLOW),
    ]


def _only_for_process_zero() -> list[bytes]:
    """prlimit64, whose first argument is a process; 0 is the caller. It can only lower, having no privilege."""
    return [
        _instruction(_LOAD, _ARGS),
        _instruction(_EQUAL, 0, no=1),
        *_returning(ALLOW),
        *_returning(ERRNO | EPERM),
    ]
