"""One worker, from the side of whoever started it: what it was given, what it says, how it ends.

Owns how a worker is started: as a command and not by multiprocessing, which would import the caller's own script once
more in each of them. Refuses to choose what it is given (`pool`).
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from grader.batch.job import Job, RunOptions
from grader.sandbox import SandboxError
from grader.sandbox.interpreter import ENVIRONMENT

START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from grader.batch.worker import main; main()"
ROOT = Path(__file__).parents[2]
GOING = 1.0
"""Seconds in which a worker ends by itself."""


class Worker:
    """One worker, from here."""

    def __init__(self, options: RunOptions, core: int | None) -> None:
        self.core = core
        self.jobs: deque[Job] = deque()
        """What it has been given and has not answered, the oldest first."""
        self.heard = time.monotonic()
        self._listener: threading.Thread | None = None
        try:
            self._words = tempfile.TemporaryFile()  # noqa: SIM115 (closed in `end`)
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and our own module)
                [sys.executable, "-I", "-c", START, json.dumps([str(ROOT), *filter(None, sys.path)])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._words,
                env=os.environ | {name: value for name, value in ENVIRONMENT.items() if name.endswith("_THREADS")},
                start_new_session=True,  # Ctrl-C is for us: a worker that it ended would look like one that died
            )
        except OSError as error:
            raise SandboxError(f"cannot start a worker: {error.strerror}") from error
        self._send(line_of({"options": asdict(options), "core": core}))

    def greet(self, answers: SimpleQueue[tuple[Worker, bytes]]) -> str:
        """The isolation level that it has proven; from now on it answers. Raises SandboxError."""
        assert self._process.stdout is not None  # noqa: S101 (a pipe, see above)
        said = json.loads(self._process.stdout.readline() or b"{}")
        if "isolation" not in said:
            raise SandboxError(said.get("refused") or f"a worker did not start: {self.last_words()}")
        self._listener = threading.Thread(target=self._listen, args=(answers,), daemon=True)
        self._listener.start()
        return str(said["isolation"])

    def give(self, job: Job) -> None:
        """One more to judge."""
        if not self.jobs:
            self.heard = time.monotonic()
        self.jobs.append(job)
        self._send(line_of(job.told()))

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def end(self) -> None:
        """Let it go, and with it all that it started."""
        with contextlib.suppress(OSError):
            self._process.stdin.close()  # type: ignore[union-attr]  # a pipe, see above
        try:
            self._process.wait(GOING)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        if self._listener:
            self._listener.join(GOING)
        else:
            self._process.stdout.close()  # type: ignore[union-attr]  # a pipe, see above
        self._words.close()

    def last_words(self) -> str:
        """The last line of what it complained of."""
        self._words.seek(max(0, self._words.seek(0, os.SEEK_END) - 1000))
        lines = self._words.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "no reason given"

    def _send(self, line: bytes) -> None:
        """What a dead worker is sent is told by its silence."""
        with contextlib.suppress(OSError):
            self._process.stdin.write(line)  # type: ignore[union-attr]  # a pipe, see above
            self._process.stdin.flush()  # type: ignore[union-attr]

    def _listen(self, answers: SimpleQueue[tuple[Worker, bytes]]) -> None:
        """Pass on line by line, and an empty one at the end."""
        with self._process.stdout as stream:  # type: ignore[union-attr]  # a pipe, see above
            for line in stream:
                if line.endswith(b"\n"):
                    answers.put((self, line))
        answers.put((self, b""))


def line_of(told: Mapping[str, Any]) -> bytes:
    """For a worker; ASCII, since names of files may hold what no UTF-8 can."""
    return json.dumps(told).encode("ascii") + b"\n"
