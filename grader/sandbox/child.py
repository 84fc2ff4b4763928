"""The grader's end of one child: deadlines, what it printed, and how it ended.

Owns the clock and the verdict class of every way a child can fail; believes nothing that the child says about
itself. Refuses to start processes (`spawn` does) and to know what the calls mean.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np

from exercises.catalog import Limits
from grader.sandbox import SandboxError, Started, wire
from grader.sandbox.prints import RECORD
from grader.sandbox.worker import promised

Cause = Literal[
    "syntax", "raised", "missing", "structure", "memory", "blocked",
    "too-large", "died", "timeout", "garbage",
]  # fmt: skip
LASTING: tuple[Cause, ...] = ("timeout", "died", "garbage", "too-large")
"""Causes after which there is no child to ask further."""
CHILDS_WORD = ("syntax", "raised", "missing", "structure", "memory", "blocked")

OUTPUT_KEPT = 64 * 1024
PART_KEPT = 8 * 1024
"""Of what one call prints, so that a flood in the first case leaves room for the others."""
HEADING = 64
"""What a heading takes of OUTPUT_KEPT: somebody may print nothing else."""
GOING = 0.2
"""Seconds in which a process whose socket has closed becomes a status; killing it first would hide it."""
KILLED_FOR: dict[int, Cause] = {-24: "timeout", -31: "blocked"}
"""SIGXCPU, and SIGSYS from the lock's filter; by number, since not every platform has the names."""

Array = np.ndarray[Any, Any]
Call = dict[str, Any]


@dataclass(frozen=True)
class Failure:
    """Why there are no arrays. `facts` came from the child: fit to be shown, not to be believed."""

    cause: Cause
    facts: dict[str, Any] = field(default_factory=dict)


class Asked(tuple[Call, ...]):
    """The calls of one frame; the same ones are asked of a whole class, and written down only once."""

    @cached_property
    def text(self) -> str:
        """As they go out."""
        return json.dumps({"calls": self})

    @cached_property
    def promised(self) -> int:
        """How many arrays will come back."""
        return promised(self)


class DeadlineStream(wire.Stream):
    """A socket with one monotonic deadline over everything that is read and written."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__()
        self._sock = sock
        self.deadline = time.monotonic()

    def receive(self, size: int) -> bytes:
        """Some bytes. Raises TimeoutError at the deadline and EOFError where the child has ended."""
        self._arm()
        chunk = self._sock.recv(size)
        if not chunk:
            raise EOFError
        return chunk

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """All of the data. Raises TimeoutError, or OSError where the child has ended."""
        self._arm()
        self._sock.sendall(data)

    def _arm(self) -> None:
        remaining = self.deadline - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        self._sock.settimeout(remaining)


class Drain(threading.Thread):
    """Reads what the child prints until its end and keeps the first of it, so that a flood blocks nobody."""

    def __init__(self, fd: int) -> None:
        super().__init__(name="gradlings-output", daemon=True)
        self._fd = fd
        self._parts = [bytearray(b"\n")]
        """Each a heading, a line end and what was printed under it; first what had none, while loading."""
        self._room = OUTPUT_KEPT

    def run(self) -> None:
        """Until every writer has closed the pipe."""
        while chunk := os.read(self._fd, 1 << 16):
            if self._room > 0:
                self._keep(chunk)
        os.close(self._fd)

    def parts(self) -> list[tuple[str, str]]:
        """Headings, as they came, and what was printed under each, control characters taken out."""
        self.join(timeout=0.2)
        split = (bytes(part).partition(b"\n") for part in list(self._parts))
        return [(head.decode("utf-8", "replace"), clean(said.decode("utf-8", "replace"))) for head, _, said in split]

    def _keep(self, chunk: bytes) -> None:
        first, *more = chunk.split(RECORD.encode())
        self._add(first)
        for piece in more:
            if self._room > 0:
                self._parts.append(bytearray())
                self._room -= HEADING
                self._add(piece)

    def _add(self, piece: bytes) -> None:
        part = self._parts[-1]
        kept = piece[: max(0, min(self._room, PART_KEPT - len(part)))]
        part += kept
        self._room -= len(kept)


class Child:
    """One process that can be given source and calls, once each in turn. Leaving it as a context ends it."""

    distant = True

    def __init__(self, started: Started) -> None:
        self._started = started
        self._stream = DeadlineStream(started.sock)
        self._output = Drain(started.output)
        self._output.start()
        self._ended = self._interrupted = False
        self._closing = threading.Lock()

    def greet(self, seconds: float) -> str:
        """Wait for the hello, which says that the child is ready and what holds it. Raises SandboxError."""
        self.allow(seconds)
        try:
            frame = wire.read_frame(self._stream, max_bytes=0)
            return "+".join(json.loads(frame.text)["layers"])
        except (OSError, EOFError, wire.WireError, ValueError, KeyError) as error:
            self.end()
            raise SandboxError(f"a child did not start: {self.output() or repr(error)}") from error

    def allow(self, seconds: float) -> None:
        """From now on, this long for whatever comes."""
        self._stream.deadline = time.monotonic() + seconds

    def clock(self) -> float:
        """Seconds it has worked, as far as the kernel tells; else our clock, which a busy machine makes faster."""
        cpu = None if self._ended else self._started.cpu()
        return time.perf_counter() if cpu is None else cpu

    def load(
        self, modules: Sequence[tuple[str, bytes]], limits: Limits, seed: int, *, wall: float | None = None
    ) -> dict[str, Any] | Failure:
        """Give it the sources; from now on its wall clock runs. Returns what it says it defines.

        `wall` is what our clock allows where that is not the limit of its processor time.
        """
        self.allow(limits.seconds if wall is None else wall)
        told = {
            "modules": [name for name, _ in modules],
            "seconds": limits.seconds,
            "memory_mb": limits.memory_mb,
            "seed": seed,
        }
        arrays = tuple(np.frombuffer(source, np.uint8) for _, source in modules)
        reply = self._ask(wire.Frame(wire.SOURCE, json.dumps(told), arrays), wire.LOADED, 0)
        return reply if isinstance(reply, Failure) else _object(reply.text)

    def perform(self, calls: Sequence[Call], arrays: Sequence[Array], max_bytes: int) -> tuple[Array, ...] | Failure:
        """Make the calls; the flattened results, at most `max_bytes` of them, or why there are none."""
        asked = calls if isinstance(calls, Asked) else Asked(calls)
        reply = self._ask(wire.Frame(wire.CALL, asked.text, tuple(arrays)), wire.CALL, max_bytes)
        if isinstance(reply, Failure):
            return reply
        return reply.arrays if len(reply.arrays) == asked.promised else self._failed("garbage")

    def output(self) -> str:
        """What it has printed."""
        return "".join(said for _, said in self.prints())

    def prints(self) -> list[tuple[str, str]]:
        """What it has printed, in parts with their headings."""
        return self._output.parts()

    def interrupt(self) -> None:
        """Whoever waits for its answer gets none, from now on: for another thread, while this one is in its hands.

        The line goes dead and nothing else is touched; the thread that waits wakes up and kills the child.
        """
        with self._closing:
            self._interrupted = True
            if not self._ended:
                with contextlib.suppress(OSError):  # the child itself may have hung up
                    self._started.sock.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """Kill and reap it and everything it started."""
        with self._closing:
            ended, self._ended = self._ended, True
        if not ended:
            self._started.kill()
            self._started.sock.close()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _ask(self, frame: wire.Frame, wanted: int, max_bytes: int) -> wire.Frame | Failure:
        if self._ended:
            return Failure("died")
        try:
            wire.write_frame(self._stream, frame)
            reply = wire.read_frame(self._stream, max_bytes)
        except wire.TooLarge as error:
            return self._failed("too-large", position=error.position, shape=list(error.shape))
        except wire.WireError:
            return self._failed("garbage")
        except TimeoutError:
            return self._failed("timeout")
        except (OSError, EOFError):
            status = None if self._interrupted else self._started.wait(GOING)
            return self._failed(KILLED_FOR.get(status or 0, "died"), status=status)
        if reply.kind not in (wanted, wire.ERROR):
            return self._failed("garbage")
        return reply if reply.kind == wanted else _told(reply.text)

    def _failed(self, cause: Cause, **facts: Any) -> Failure:
        self.end()
        return Failure(cause, facts)


def _told(text: str) -> Failure:
    """The child's own account, which can only ever choose among ways to fail, and say so in text and numbers."""
    facts = _object(text)
    cause = facts.pop("cause", None)
    if cause not in CHILDS_WORD:
        return Failure("garbage")
    frames = facts.get("frames")
    plain = {key: value for key, value in facts.items() if isinstance(value, str | int)}
    return Failure(cause, plain | {"frames": [f for f in frames if _is_frame(f)] if isinstance(frames, list) else []})


def _is_frame(told: Any) -> bool:
    return isinstance(told, dict) and isinstance(told.get("line"), int) and isinstance(told.get("code"), str)


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def clean(text: str) -> str:
    """The text without control characters (escape sequences could redraw the reader's terminal)."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
