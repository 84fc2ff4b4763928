"""`check --watch`: a file is judged, and again whenever it changes, until Ctrl+C.

Owns when that is, and what stands on the terminal meanwhile: the stages as they pass, then the report. A change calls
off a check of what stood there before. Where nobody looks at a screen, the judgements follow one another.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from time import sleep
from typing import TYPE_CHECKING, NoReturn

from quiz.commands.console import Console
from quiz.commands.report import SIGNS
from quiz.commands.targets import Target
from quiz.desk import Desk
from quiz.watching import PAUSE, Watched
from quiz.workspace import WorkspaceError

if TYPE_CHECKING:
    from exercises.catalog import Stage
    from grader import Errand
    from grader.report import Report

CLEAR = "\x1b[2J\x1b[3J\x1b[H"
"""The screen, and what has scrolled off it: older reports would be taken for the one that holds."""

Judge = Callable[[Target, "Errand"], "Report"]
Say = Callable[[Target, "Report"], object]


class Watching:
    """One file. `judge` runs in a thread, `say` prints a report; `talks` is False where only reports are wanted."""

    def __init__(self, desk: Desk, console: Console, judge: Judge, say: Say, *, talks: bool = True) -> None:
        self._desk = desk
        self._console = console
        self._judge = judge
        self._say = say
        self._talks = talks
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        self._clears = talks and sys.stdout.isatty() and not plain

    def run(self, target: Target) -> NoReturn:
        """Until KeyboardInterrupt, which goes on to whoever called."""
        watched = Watched(target.file)
        with ThreadPoolExecutor(1) as pool:
            while True:
                source = self._judged(target, watched, pool)
                while source is None:
                    sleep(PAUSE)
                    source = self._look(watched)
                target = replace(target, source=source)

    def _judged(self, target: Target, watched: Watched, pool: ThreadPoolExecutor) -> bytes | None:
        """Judge it and say so; what it became meanwhile, if that was quicker."""
        from grader import Cancelled, Errand  # noqa: PLC0415  # loaded by now, as for `check`

        self._begin(target)
        errand = Errand(self._passed)
        going = pool.submit(self._judge, target, errand)
        try:
            newer = self._until_over(going, watched)
        finally:
            errand.cancel()  # harmless when it is over; else nobody waits for it any more
        with suppress(Cancelled):
            report = going.result()
            self._tell("\n")
            self._say(target, report)
            self._tell("", self._waiting(target, report))
        self._console.tell_warnings(self._desk)
        sys.stdout.flush()
        return newer

    def _waiting(self, target: Target, report: Report) -> str:
        """The verdict once more: a long report has taken it off the screen."""
        verdict = self._desk.words(f"common.verdict.{report.verdict}")
        sign = SIGNS[None if report.verdict == "infra" else report.passed]
        return self._desk.words("watch.waiting", sign=sign, verdict=verdict, path=target.file)

    def _until_over(self, going: Future[Report], watched: Watched) -> bytes | None:
        while not wait([going], timeout=PAUSE).done:
            if (newer := self._look(watched)) is not None:
                return newer
        return None

    def _look(self, watched: Watched) -> bytes | None:
        try:
            return watched.look()
        except WorkspaceError as error:
            self._console.warn(self._desk.words("cli.file_problem", path=error.path, reason=error.reason))
            return None

    def _begin(self, target: Target) -> None:
        if self._clears:
            sys.stdout.write(CLEAR)
        time = f"{datetime.now().astimezone():%H:%M:%S}"
        self._tell(self._desk.words("watch.checking", time=time, exercise=target.exercise.id))
        if self._talks:
            sys.stdout.write(" ")
            sys.stdout.flush()

    def _passed(self, stage: Stage) -> None:
        """In the thread that judges, while nobody else writes."""
        if self._talks:
            sys.stdout.write(f" ✓ {stage}")
            sys.stdout.flush()

    def _tell(self, *lines: str) -> None:
        if self._talks:
            self._console.say(*lines)
