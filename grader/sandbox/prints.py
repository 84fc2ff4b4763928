"""A child's standard output and error: a heading wherever another call begins to print.

Owns the two streams and the form of a heading: RECORD, the case, UNIT, the function, a line end. A heading is written
only once something is printed, so that code that prints nothing pays nothing; a line is written when it ends, so that
what was printed before an endless loop is not lost with it. Headings can be forged: they are shown, never believed.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import Any

RECORD, UNIT = "\x1e", "\x1f"


class Prints:
    """Takes the place of sys.stdout and sys.stderr."""

    def __init__(self, fd: int = 1) -> None:
        self._raw = _Headed(fd)
        self._stream = io.TextIOWrapper(io.BufferedWriter(self._raw), "utf-8", "backslashreplace", line_buffering=True)
        sys.stdout = sys.stderr = self._stream

    def begin(self, case: str, function: str) -> None:
        """What is printed from here on belongs to this call; without a case, to none."""
        with contextlib.suppress(OSError, ValueError):  # closed by the submission
            self._stream.flush()
        label = f"{case}{UNIT}{function}" if case else ""
        self._raw.heading = f"{RECORD}{label}\n".encode()


class _Headed(io.RawIOBase):
    """A descriptor that is given the heading before anything else."""

    def __init__(self, fd: int) -> None:
        super().__init__()
        self._fd = fd
        self.heading = b""

    def fileno(self) -> int:
        """The descriptor's number."""
        return self._fd

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Some of the data, with the heading that is due."""
        heading, self.heading = self.heading, b""
        if heading:
            os.write(self._fd, heading)
        return os.write(self._fd, data)
