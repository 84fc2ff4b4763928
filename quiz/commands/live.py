"""A training as it goes, in a plain terminal: one line that grows, or where nobody watches a line now and then.

Owns when something is written. The line is written over and never cleared first, so that it does not flicker.
"""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import TYPE_CHECKING

from quiz.commands.console import Console
from quiz.curve import curve
from quiz.milestones import told
from quiz.wrapping import cells

if TYPE_CHECKING:
    from grader.trained import Progress

WIDTH = 32
"""Columns of the curve."""
PAUSE = 0.1
"""Seconds between two pictures."""
LINES = 10
"""Where it is not a terminal."""
TO_END_OF_LINE = "\x1b[K"


class Live:
    """Shows every progress that it is given."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._losses: list[float] = []
        self._shown_at = 0.0
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        self._drawing = sys.stdout.isatty() and not plain

    def show(self, progress: Progress) -> None:
        """One step more."""
        self._losses.append(progress.loss)
        if not self._drawing:
            if progress.step % -(-progress.steps // LINES) == 0 or progress.step == progress.steps:
                self._console.say(told(progress, self._console.words))
                sys.stdout.flush()
            return
        now, last = monotonic(), progress.step == progress.steps
        if last or now - self._shown_at >= PAUSE:
            self._shown_at = now
            (blocks,) = curve(self._losses, progress.steps, WIDTH)
            line = f"{blocks:{WIDTH}} {told(progress, self._console.words)}"
            while cells(line) > self._console.width:
                line = line[:-1]
            sys.stdout.write(f"\r{line}{TO_END_OF_LINE}" + "\n" * last)
            sys.stdout.flush()

    def stop(self) -> None:
        """In the middle: what comes next stands on a line of its own."""
        if self._drawing and self._losses:
            self._console.say("")
