"""Starts children by forking a zygote: NumPy loaded once, every child locked before it reads a submission.

Owns the zygote's life: started, asked, replaced when it has died; wrapped into bubblewrap where that works. Safe to
use from several threads, and no thread's end ends it: the zygote goes when this process does, by its control socket.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

from grader.sandbox import SandboxError
from grader.sandbox.interpreter import ENVIRONMENT, GRADER, command, numpy_parent
from grader.sandbox.seccomp import MACHINES

PATIENCE = 20.0
"""Seconds for a zygote to get ready; a cold disk and a busy machine are slow, not broken."""
PROMPT = 10.0
"""Seconds for an answer of one that is: it forks in 3 ms."""
GOING = 0.5
"""Seconds that one may take to end by itself, when its control socket closes."""
POLL = 0.002
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/alternatives", "/nix/store")
"""What an interpreter may need to see of a system, beside its own folders."""


class Zygote:
    """The grader's end of one zygote."""

    def __init__(self, *, wrapped: bool) -> None:
        self.wrapped = wrapped
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._ready: dict[str, Any] | None = None
        descriptor = str(theirs.fileno())
        start = command("zygote", [descriptor, *(["bwrap"] if wrapped else [])])
        try:
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and our own file)
                [*(_wrapping() if wrapped else []), *start],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=(theirs.fileno(),),
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            self._control.close()
            raise SandboxError(f"cannot start {start[0]}: {error.strerror}") from error
        finally:
            theirs.close()

    def ready(self) -> dict[str, Any]:
        """What it said when it was ready: its probes, its layers. Raises SandboxError where it did not get there."""
        with self._lock:
            if self._ready is None:
                self._ready = self._reply(PATIENCE)
            return self._ready

    def ask(self, request: dict[str, Any], descriptors: Sequence[int] = ()) -> dict[str, Any]:
        """One request and its answer. Raises SandboxError where the zygote has died."""
        self.ready()
        with self._lock:
            try:
                socket.send_fds(self._control, [json.dumps(request).encode()], descriptors)
            except OSError as error:
                raise SandboxError("the process that starts submissions has died") from error
            return self._reply(PROMPT)

    def end(self) -> None:
        """End it, and with it all its children."""
        self._control.close()
        try:
            self._process.wait(GOING)
        except subprocess.TimeoutExpired:
            self._kill()
        assert self._process.stderr is not None  # noqa: S101 (a pipe, see above)
        self._process.stderr.close()

    def _reply(self, seconds: float) -> dict[str, Any]:
        self._control.settimeout(seconds)
        try:
            said = self._control.recv(1 << 16)
        except OSError as error:
            self._kill()  # a late answer would be taken for the next one
            raise SandboxError("the process that starts submissions does not answer") from error
        if not said:
            raise SandboxError(f"the process that starts submissions has died: {self._last_words()}")
        answer: dict[str, Any] = json.loads(said)
        return answer

    def _kill(self) -> None:
        """End all of its session: bubblewrap, the process it wraps, and with that the children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _last_words(self) -> str:
        assert self._process.stderr is not None  # noqa: S101 (a pipe, see above)
        os.set_blocking(self._process.stderr.fileno(), False)
        lines = (self._process.stderr.read() or b"").decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "no reason given"


class Forked:
    """One locked child of a zygote."""

    def __init__(self, zygote: Zygote) -> None:
        self._zygote = zygote
        self._status: int | None = None
        self._over = False
        self.sock, channel = socket.socketpair()
        self.output, writing = os.pipe()
        try:
            self._pid: int = zygote.ask({"do": "fork"}, [channel.fileno(), writing])["pid"]
        except SandboxError:
            self.sock.close()
            os.close(self.output)
            raise
        finally:
            channel.close()
            os.close(writing)

    def wait(self, seconds: float) -> int | None:
        """Its exit status, negative for a signal; None when it still runs after that time.

        Raises SandboxError where nobody knows: then it ended with its zygote, which is not its own doing.
        """
        deadline = time.monotonic() + seconds
        while self._status is None and not self._over:
            self._status = self._zygote.ask({"do": "status", "pid": self._pid})["status"]
            if time.monotonic() >= deadline:
                break
            time.sleep(POLL)
        return self._status

    def alive(self) -> bool:
        """Whether it still waits for its submission."""
        try:
            return self.wait(0.0) is None
        except SandboxError:
            return False

    def cpu(self) -> float | None:
        """Seconds of processor time it has had, by the kernel's account."""
        seconds: float | None = self._zygote.ask({"do": "clock", "pid": self._pid})["seconds"]
        return seconds

    def kill(self) -> None:
        """End and reap it; it can have started nothing. Harmless when it has ended, or its zygote has."""
        if not self._over:
            self._over = True
            try:
                self._status = self._zygote.ask({"do": "end", "pid": self._pid})["status"]
            except SandboxError:
                self._status = -signal.SIGKILL

    def discard(self) -> None:
        """End one that nobody took."""
        self.kill()
        self.sock.close()
        os.close(self.output)


class Forker:
    """A sandbox of level A or B, as far as its canary was refused what it tried; else D."""

    def __init__(self, *, wrapped: bool | None = None) -> None:
        """`wrapped` says whether to use bubblewrap; by default where it is installed and works."""
        self._insists = wrapped is not None
        self._wrapped = bool(shutil.which("bwrap")) if wrapped is None else wrapped
        self._lock = threading.RLock()
        self._zygote: Zygote | None = None
        self._standby: Forked | None = None
        self.unwrapped = "" if self._wrapped else "bubblewrap is not installed"
        """Why there is no bubblewrap; empty where there is."""

    @property
    def level(self) -> str:
        """What the canary proved: B when everything was refused, A when bubblewrap holds the zygote besides."""
        ready = self._started().ready()
        refused = bool(ready["probes"]) and "open" not in ready["probes"].values()
        return ("A" if "bwrap" in ready["layers"] else "B") if refused else "D"

    def probes(self) -> dict[str, str]:
        """What the canary tried and how it was refused, or "open". Raises SandboxError."""
        found: dict[str, str] = self._started().ready()["probes"]
        return found

    def layers(self) -> list[str]:
        """The names of what holds every child. Raises SandboxError."""
        found: list[str] = self._started().ready()["layers"]
        return found

    def take(self) -> Forked:
        """A locked child: the one kept ready, or a new one, of a new zygote if the last has died."""
        with self._lock:
            ready, self._standby = self._standby, None
            if ready is not None:
                if ready.alive():
                    return ready
                ready.discard()
            try:
                return Forked(self._started())
            except SandboxError:
                self.close()
                return Forked(self._started())

    def warm(self) -> None:
        """The first time, start a zygote and return at once; later, keep one locked child ready."""
        with self._lock:
            if self._zygote is None:
                self._zygote = Zygote(wrapped=self._wrapped)
            elif self._standby is None:
                self._standby = self.take()

    def close(self) -> None:
        """End the zygote and all its children; the next `take` starts another."""
        with self._lock:
            if self._standby is not None:
                self._standby.discard()
            if self._zygote is not None:
                self._zygote.end()
            self._zygote = self._standby = None

    def _started(self) -> Zygote:
        """A zygote that is ready; one without bubblewrap where that does not let it. Raises SandboxError."""
        with self._lock:
            if self._zygote is None:
                self._zygote = Zygote(wrapped=self._wrapped)
            try:
                self._zygote.ready()
            except SandboxError as error:
                if not self._wrapped or self._insists:
                    raise
                self.unwrapped, self._wrapped = str(error), False
                self.close()
                return self._started()
            return self._zygote


def possible() -> bool:
    """Whether this system is one that the lock is made for; the canary says whether it holds."""
    return sys.platform == "linux" and platform.machine() in MACHINES


def _wrapping() -> list[str]:
    """Bubblewrap around the zygote: no network, no other process, and of the files only what an interpreter reads.

    Root keeps its user namespace, since nobody else's uid exists in a new one, and nobody is what it becomes.
    """
    shared = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    user = [] if os.getuid() == 0 else ["--unshare-user"]
    seen = dict.fromkeys([*SYSTEM, sys.base_prefix, sys.prefix, numpy_parent(), str(GRADER / "sandbox")])
    binds = [part for path in seen for part in ("--ro-bind-try", path, path)]
    return [shutil.which("bwrap") or "bwrap", *shared, *user, *binds, "--proc", "/proc", "--chdir", "/", "--"]
