"""Starts children as fresh interpreters, one submission each, with one kept ready ahead.

Owns the command line, the environment and the end of a process. Imports no NumPy: the child imports its own
while the grader imports its own (80 to 130 ms each, side by side).
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from grader.sandbox import SandboxError

MAIN = Path(__file__).with_name("main.py")

PROCESS_CLOCK = 2
"""With the complemented pid above it, Linux's clock id of another process (clock_getcpuclockid(3))."""

# One BLAS thread: a locked child cannot start more, and small matrices are slower with them.
ENVIRONMENT = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# glibc gives blocks above 128 KiB back at once and asks for fresh pages again, which made honest code look quadratic.
ENVIRONMENT |= {"MALLOC_MMAP_THRESHOLD_": str(2**25), "MALLOC_TRIM_THRESHOLD_": str(2**28)}


class Spawned:
    """One started interpreter."""

    def __init__(self, process: subprocess.Popen[bytes], sock: socket.socket, output: int) -> None:
        self._process = process
        self.sock = sock
        self.output = output

    def wait(self, seconds: float) -> int | None:
        """Its exit status, negative for a signal; None when it still runs after that time."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def cpu(self) -> float | None:
        """Seconds of processor time it has had, by the kernel's account; None where the kernel does not tell."""
        if sys.platform != "linux":
            return None
        with contextlib.suppress(OSError):
            return time.clock_gettime(~self._process.pid << 3 | PROCESS_CLOCK)
        return None

    def kill(self) -> None:
        """End and reap it and everything in its session; harmless when it has ended."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()

    def discard(self) -> None:
        """End one that nobody took."""
        self.kill()
        self.sock.close()
        os.close(self.output)


class Spawner:
    """A sandbox of the lowest level: a process, its limits and our clock. Safe to use from several threads."""

    level = "D"

    def __init__(self) -> None:
        self._numpy_parent = _numpy_parent()
        self._ready: Spawned | None = None
        self._lock = threading.Lock()

    def take(self) -> Spawned:
        """The process kept ready, or a new one. Raises SandboxError."""
        with self._lock:
            ready, self._ready = self._ready, None
        return ready or self._start()

    def warm(self) -> None:
        """Keep one ready. Raises SandboxError."""
        with self._lock:
            if self._ready is None:
                self._ready = self._start()

    def close(self) -> None:
        """End the one kept ready."""
        with self._lock:
            ready, self._ready = self._ready, None
        if ready:
            ready.discard()

    def _start(self) -> Spawned:
        ours, theirs = socket.socketpair()
        reading, writing = os.pipe()
        command = [sys.executable, "-I", "-S", "-B", str(MAIN), str(theirs.fileno()), self._numpy_parent]
        try:
            process = subprocess.Popen(  # noqa: S603 (our own interpreter and our own file)
                command,
                stdin=subprocess.DEVNULL,
                stdout=writing,
                stderr=writing,
                pass_fds=(theirs.fileno(),),
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            ours.close()
            os.close(reading)
            raise SandboxError(f"cannot start {sys.executable}: {error.strerror}") from error
        finally:
            theirs.close()
            os.close(writing)
        return Spawned(process, ours, reading)


def _numpy_parent() -> str:
    """The folder that holds NumPy, found without importing it."""
    spec = importlib.util.find_spec("numpy")
    if spec is None or spec.origin is None:
        raise SandboxError("NumPy is not installed: pip install numpy")
    return str(Path(spec.origin).parent.parent)
