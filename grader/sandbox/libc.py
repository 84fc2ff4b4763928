"""The C library of this process, for the calls that Python has no function for. Imports nothing of ours."""

from __future__ import annotations

import ctypes
from functools import cache


@cache
def libc() -> ctypes.CDLL:
    """Loaded once, before the fork: looking it up costs a child more than most of the calls do."""
    return ctypes.CDLL(None, use_errno=True)
