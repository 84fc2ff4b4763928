"""A real terminal for tests and benchmarks: a program in a pty, its screen kept by a terminal emulator."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f5": "\x1b[15~",
    "f8": "\x1b[19~",
    "ctrl+a": "\x01",
    "ctrl+q": "\x11",
    "ctrl+p": "\x10",
}


BY_KIND = {"one answer": ("1",), "several answers": ("1", "enter"), "open question": ("f5", "enter")}
"""Keys that give some answer, by the kind that the first line of a question says."""


class Terminal:
    """A program that believes it has a terminal of this size."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        cwd: Path | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        environment = {"TERM": "xterm-256color", "PATH": os.environ["PATH"], "LANG": "C.UTF-8", **env}
        self.process = pexpect.spawn(
            command[0], list(command[1:]), env=environment, cwd=cwd, dimensions=(rows, columns), timeout=1
        )

    @property
    def text(self) -> str:
        """What stands on the screen now."""
        self._read(0)
        # Not pyte's `display`, which raises where half of a wide character was painted over so far.
        rows = (self._screen.buffer[y] for y in range(self._screen.lines))
        return "\n".join("".join(row[x].data for x in range(self._screen.columns)) for row in rows)

    def press(self, *keys: str) -> None:
        """Keys by name, or text as it is typed."""
        for key in keys:
            self.process.send(KEYS.get(key, key))

    def wait_for(self, *texts: str, gone: str | None = None, seconds: float = 60.0) -> float:
        """Until all the texts stand on the screen; the seconds that took. Raises AssertionError with the screen.

        `gone` must not stand there any more: something of the page before, where the next one has the same texts.
        """
        start = time.perf_counter()
        while time.perf_counter() - start < seconds:
            text = self.text
            if all(wanted in text for wanted in texts) and (gone is None or gone not in text):
                return time.perf_counter() - start
            self._read(0.02)
        without = f" without {gone!r}" if gone else ""
        raise AssertionError(f"no {texts}{without} within {seconds} s on\n{self.text}")

    def close(self) -> None:
        """End the program, kindly at first."""
        with contextlib.suppress(OSError, pexpect.ExceptionPexpect):
            self.process.close(force=True)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, seconds: float) -> None:
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                self._stream.feed(self.process.read_nonblocking(1 << 16, timeout=seconds))
                seconds = 0


def open_exercise(terminal: Terminal, typed: str) -> None:
    """The dense layer in the app, by as much of its name as is typed into the palette."""
    terminal.press("ctrl+p")
    terminal.wait_for("go: home")
    terminal.press(typed)
    terminal.wait_for("exercise: Dense layer")
    terminal.press("enter")
    terminal.wait_for("F5 Check")


def kind_asked(terminal: Terminal) -> str:
    """The kind of the question on the screen, one of `BY_KIND`."""
    line = terminal.text.splitlines()[0]
    return next(kind for kind in BY_KIND if kind in line)


def answer_question(terminal: Terminal) -> None:
    """Some answer to whatever is asked, or about to be asked; its mark is shown then."""
    terminal.wait_for("|  level", "Esc Back", gone="Enter Next")
    for key in BY_KIND[kind_asked(terminal)]:
        terminal.press(key)
        if key == "f5":
            terminal.wait_for("tick what you said")
    terminal.wait_for("Enter Next")
