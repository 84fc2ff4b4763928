"""What `grade` shows while it goes: a line for every submission, and how far it is, with an estimate.

Owns when something is written and how wide. How far it is stands on one line of a terminal, which is drawn again and
again; where nobody watches, on a line now and then. Whatever students wrote is shown, never obeyed.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Mapping

from grader.escape import plain
from grader.handed import Row
from quiz.commands.console import Console
from quiz.wrapping import cells

PAUSE = 0.1
"""Seconds between two pictures."""
LINES = 10
"""About so many where it is not a terminal."""
SETTLED = 2.0
"""Seconds after which an estimate is worth telling."""
LONGEST = 200
"""Cells of a line in a file."""


class Graded:
    """Counts and shows every row that it is given."""

    def __init__(self, console: Console, total: int) -> None:
        self.verdicts: Counter[str] = Counter()
        self._console = console
        self._total = total
        self._began = time.monotonic()
        self._drawn = 0.0
        plainly = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        self._drawing = sys.stderr.isatty() and not plainly
        self._width = console.width if sys.stdout.isatty() else LONGEST

    @property
    def done(self) -> int:
        """How many there were."""
        return self.verdicts.total()

    @property
    def left(self) -> int:
        """How many are to come."""
        return self._total - self.done

    @property
    def seconds(self) -> float:
        """Since the first was waited for."""
        return max(time.monotonic() - self._began, 1e-3)

    def show(self, row: Row) -> None:
        """One more."""
        self.verdicts[row.verdict] += 1
        if self._drawing and sys.stdout.isatty():
            self._console.progress("")
        self._console.say(self._line(row))
        now, last = time.monotonic(), self.done == self._total
        if self._drawing and (last or sys.stdout.isatty() or now - self._drawn >= PAUSE):
            self._drawn = now
            self._console.progress("" if last else _cut(self._far(), self._console.width))
        elif not self._drawing and (self.done % -(-self._total // LINES) == 0 or last):
            sys.stdout.flush()
            sys.stderr.write(self._far() + "\n")

    def stop(self) -> None:
        """In the middle: what comes next stands on a line of its own."""
        if self._drawing:
            self._console.progress("")

    def _line(self, row: Row) -> str:
        words = self._console.words
        verdict, score = words(f"grade.verdict.{row.verdict}"), f"{100 * row.score:.0f} %" if row.report else ""
        told = row.tried[words.language] if row.verdict == "pass" else _message(row).get(words.language, "")
        parts = [f"{_padded(verdict, 10)} {score:>5}", plain(row.name or row.student), plain(row.file)]
        return _cut("  ".join([*parts, plain(told)]).rstrip(), self._width)

    def _far(self) -> str:
        words, rate = self._console.words, self.done / self.seconds
        far = words("grade.far", done=self.done, total=self._total, percent=100 * self.done // self._total)
        if self.seconds < SETTLED or self.done == self._total:
            return far
        left = self.left / rate
        key, n = ("grade.seconds", left) if left < 100 else ("grade.minutes", left / 60)
        return words("grade.estimate", far=far, rate=f"{rate:.0f}", left=words(key, n=max(1, round(n))))


def _message(row: Row) -> Mapping[str, str]:
    told: Mapping[str, str] = row.report.get("message", row.fault)
    return told


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _cut(line: str, width: int) -> str:
    while cells(line) > width:
        line = line[: -max(1, (cells(line) - width) // 2)]
    return line
