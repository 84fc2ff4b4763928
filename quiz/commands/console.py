"""Where commands write, and how they refuse.

Owns the two streams, the prefix of complaints and the exit codes. Refuses to decide what is said.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.symbols import in_ascii
from quiz.words import Words

if TYPE_CHECKING:
    from quiz.desk import Desk

PASSED, NOT_PASSED, USAGE, OUR_FAULT = 0, 1, 2, 3


class Refused(Exception):
    """The user asked for something that cannot be; the message is one line that says what to type instead."""


@dataclass
class Console:
    """The terminal, or whatever stdout and stderr are."""

    words: Words
    ascii: bool = False
    """Whether a terminal gets marks and frames in ASCII; what goes into a file or a pipe stays as it is."""

    def say(self, *lines: str) -> None:
        """Lines for stdout."""
        plain = self.ascii and sys.stdout.isatty()
        for line in lines:
            sys.stdout.write((in_ascii(line) if plain else line) + "\n")

    def progress(self, text: str) -> None:
        """What is being done, on a line of a terminal that the next text takes; nothing where stderr is none."""
        if sys.stderr.isatty():
            sys.stdout.flush()
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()

    def warn(self, message: str) -> None:
        """One line on stderr, whatever the message holds."""
        sys.stdout.flush()
        sys.stderr.write(f"gradlings: {' '.join(message.split())}\n")

    def tell_warnings(self, desk: Desk) -> None:
        """What went wrong without stopping anything."""
        for text in desk.warnings():
            self.warn(text[self.words.language])

    @property
    def width(self) -> int:
        """Columns for running text: a long line is hard to read on a wide terminal."""
        return max(20, min(shutil.get_terminal_size().columns - 1, 100))
