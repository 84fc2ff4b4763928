"""How wide a terminal draws characters: writes them, and asks where the cursor stands.

Owns the question (`CSI 6n`) and the terminal's mode while it waits. Refuses to wait long: many terminals never answer.
Unix only, like the reading of single keys.
"""

from __future__ import annotations

import os
import re
import select
import termios
import tty
from collections.abc import Sequence
from time import monotonic

PATIENCE = 0.5
"""Seconds for one answer."""
_REPLY = re.compile(rb"\x1b\[(\d+);(\d+)R")
_AGAIN = b"\r\x1b[K"
_WHERE = b"\x1b[6n"


def widths(samples: Sequence[str], keys: int, screen: int, patience: float = PATIENCE) -> list[int] | None:
    """Cells that each sample takes, on the terminal whose descriptors these are; None where it does not say."""
    try:
        before = termios.tcgetattr(keys)
    except termios.error:
        return None
    try:
        tty.setraw(keys, termios.TCSANOW)
        found = []
        for sample in samples:
            os.write(screen, _AGAIN + sample.encode() + _WHERE)
            column = _column(keys, monotonic() + patience)
            if column is None:
                return None
            found.append(column - 1)
        return found
    finally:
        os.write(screen, _AGAIN)
        termios.tcsetattr(keys, termios.TCSANOW, before)


def _column(keys: int, until: float) -> int | None:
    """What the terminal says; keys that somebody presses meanwhile are passed over."""
    said = b""
    while (left := until - monotonic()) > 0:
        if select.select([keys], [], [], left)[0]:
            said += os.read(keys, 64)
            if reply := _REPLY.search(said):
                return int(reply[2])
    return None
