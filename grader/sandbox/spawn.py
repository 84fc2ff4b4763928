"""Starts children as fresh interpreters, one submission each, with one kept ready ahead. Works on every platform.

Owns the start and the end of such a process. It uses nothing that only some systems have: the child calls back over
the loopback with a secret word, and its standard input is the line that ends it when the grader is gone.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from grader.sandbox import SandboxError, limits
from grader.sandbox.interpreter import ENVIRONMENT, command

PATIENCE = 20.0
"""Seconds that an interpreter may take to call; a cold disk and a busy machine are slow, not broken."""
WINDOWS_NEEDS = ("SYSTEMROOT",)
"""Without it no interpreter finds its random numbers there."""


class Spawned:
    """One started interpreter, which calls back when somebody asks for its socket."""

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self._token = secrets.token_hex(16)
        self.output, writing = os.pipe()
        port = str(self._door.getsockname()[1])
        try:
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and our own file)
                command("main", [port, self._token]),
                stdin=subprocess.PIPE,
                stdout=writing,
                stderr=writing,
                env=ENVIRONMENT | {name: os.environ[name] for name in WINDOWS_NEEDS if name in os.environ},
                cwd=Path.cwd().anchor,
                start_new_session=True,
            )
        except OSError as error:
            self._door.close()
            os.close(self.output)
            raise SandboxError(f"cannot start {sys.executable}: {error.strerror}") from error
        finally:
            os.close(writing)
        self._sock: socket.socket | None = None

    @property
    def sock(self) -> socket.socket:
        """The line to the child. Raises SandboxError where it does not call."""
        if self._sock is None:
            self._sock = self._answered(time.monotonic() + PATIENCE)
        return self._sock

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
            return limits.used(self._process.pid)
        return None

    def kill(self) -> None:
        """End and reap it and everything in its session; harmless when it has ended."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None  # noqa: S101 (a pipe, see above)
        self._process.stdin.close()
        self._door.close()

    def discard(self) -> None:
        """End one that nobody took."""
        self.kill()
        if self._sock is not None:
            self._sock.close()
        os.close(self.output)

    def _answered(self, deadline: float) -> socket.socket:
        """The first call that begins with the secret word; anybody on this machine may call."""
        while time.monotonic() < deadline and self._process.poll() is None:
            self._door.settimeout(0.2)
            with contextlib.suppress(TimeoutError):
                sock, _ = self._door.accept()
                sock.settimeout(1.0)
                if secrets.compare_digest(_read(sock, len(self._token)), self._token.encode()):
                    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    return sock
                sock.close()
        self.kill()
        with os.fdopen(self.output, "rb") as output:
            said = output.read(4096).decode("utf-8", "replace").strip()
        raise SandboxError(f"a process did not start: {said}")


class Spawner:
    """A sandbox of the lowest level: a process, its limits and our clock. Safe to use from several threads."""

    level = "D"

    def __init__(self) -> None:
        self._ready: Spawned | None = None
        self._lock = threading.Lock()

    def take(self) -> Spawned:
        """The process kept ready, or a new one. Raises SandboxError."""
        with self._lock:
            ready, self._ready = self._ready, None
        return ready or Spawned()

    def warm(self) -> None:
        """Keep one ready. Raises SandboxError."""
        with self._lock:
            if self._ready is None:
                self._ready = Spawned()

    def close(self) -> None:
        """End the one kept ready."""
        with self._lock:
            ready, self._ready = self._ready, None
        if ready:
            ready.discard()


def _read(sock: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size and (chunk := sock.recv(size - len(found))):
        found += chunk
    return found
