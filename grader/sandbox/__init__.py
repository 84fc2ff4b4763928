"""Where submissions run: processes of their own that get calls and give arrays back.

    spawn   starts them                      child   the grader's end of one
    wire    the frames between the two       main, worker   what runs inside, started by path

This module holds what all ways to start a child share; it imports no NumPy, since a child is started first and
NumPy imported meanwhile.
"""

from __future__ import annotations

import socket
from typing import Protocol


class SandboxError(Exception):
    """The sandbox itself failed: a fault of ours, never a verdict about the submission."""


class Started(Protocol):
    """A process that is on its way to its hello, however it was started."""

    sock: socket.socket
    output: int
    """The reading end of the pipe that its standard output and error go to; whoever takes it closes it."""

    def wait(self, seconds: float) -> int | None:
        """Its exit status, negative for a signal; None when it still runs after that time."""

    def cpu(self) -> float | None:
        """Seconds of processor time it has had, by the kernel's account; None where the kernel does not tell."""

    def kill(self) -> None:
        """End and reap it and everything in its session; harmless when it has ended."""


class Sandbox(Protocol):
    """A way to start children, and what it holds them with."""

    level: str
    """A to D, as `gradlings doctor` explains them."""

    def take(self) -> Started:
        """A fresh process for one submission. Raises SandboxError."""

    def warm(self) -> None:
        """Start what can be started ahead of the next `take`."""

    def close(self) -> None:
        """End everything that was started ahead."""
