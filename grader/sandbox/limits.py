"""Resource limits of a child, each set on its own, since some platforms refuse some, and what it has used.

Owns the numbers. Imports nothing of ours; on Windows there is nothing to set.
"""

from __future__ import annotations

import contextlib
import os
import time

try:
    import resource
except ImportError:  # Windows has none; the grader's wall clock stands anyway
    resource = None  # type: ignore[assignment]

FIXED = {"CORE": 0, "FSIZE": 0, "NOFILE": 64, "NPROC": 0, "MEMLOCK": 0}

PROCESS_CLOCK = 2


def fix() -> bool:
    """Set what is the same for every submission. Returns whether there are limits here at all."""
    for name, value in FIXED.items():
        _set(name, value, value)
    return resource is not None


def allow(seconds: float, memory_mb: int, space: int) -> None:
    """This much processor time, and this much memory beyond the `space` in bytes that is mapped already."""
    cpu, most = int(seconds) + 1, space + memory_mb * 2**20
    _set("CPU", cpu, cpu + 1)
    _set("AS", most, most)


def space() -> int:
    """Bytes that this process has mapped now; a generous guess where there is no /proc."""
    with contextlib.suppress(OSError), open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
        return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 2**30


def used(pid: int) -> float:
    """Seconds of processor time that a process has had, by Linux's account. Raises OSError where there is none.

    The clock id of another process is its complemented pid above the number of the clock (clock_getcpuclockid(3)).
    """
    return time.clock_gettime(~pid << 3 | PROCESS_CLOCK)


def _set(name: str, soft: int, hard: int) -> None:
    if resource is not None:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (soft, hard))
