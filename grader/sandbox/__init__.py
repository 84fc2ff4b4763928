"""Where submissions run: processes of their own that get calls and give arrays back.

    strongest  which way to start them, and a refusal where none is strong enough
    fork       forks them from a zygote            spawn   starts fresh interpreters, on any platform
    wire       the frames between the two sides    child   the grader's end of one

Inside a child, where this package is all there is of ours and is called `sandbox`:

    zygote, main   what is started        serve, worker    what answers the frames
    lock           the order of locking   seccomp, landlock, limits   its parts       canary   proves it

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

    output: int
    """The reading end of the pipe that its standard output and error go to; whoever takes it closes it."""

    @property
    def sock(self) -> socket.socket:
        """The line to it. Raises SandboxError where it did not start."""

    def wait(self, seconds: float) -> int | None:
        """Its exit status, negative for a signal; None when it still runs after that time.

        Raises SandboxError where it ended by our fault.
        """

    def cpu(self) -> float | None:
        """Seconds of processor time it has had, by the kernel's account; None where the kernel does not tell."""

    def kill(self) -> None:
        """End and reap it and everything in its session; harmless when it has ended."""


class Sandbox(Protocol):
    """A way to start children, and what it holds them with."""

    @property
    def level(self) -> str:
        """A to D, as measured; `gradlings doctor` explains them. Raises SandboxError."""

    def take(self) -> Started:
        """A fresh process for one submission. Raises SandboxError."""

    def warm(self) -> None:
        """Start what can be started ahead of the next `take`. Raises SandboxError."""

    def close(self) -> None:
        """End everything that was started ahead."""
