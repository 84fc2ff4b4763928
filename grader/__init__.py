"""What is judged: a submission in, a Report out. The door of the package.

    judge   one submission       line      one line of backward     run_source   code of an author, for its output
    report  the result           diagnose  names the mistake        sandbox/     where submissions run

Importing this brings neither NumPy nor a process; making a `Grader` starts its first child, which imports its NumPy
(80 to 130 ms) while the grader imports its own.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from exercises.catalog import Exercise, Limits
from grader.errand import Cancelled, Errand
from grader.report import Check, Entry, Finding, Note, Report, Verdict
from grader.sandbox import SandboxError
from grader.sandbox.strongest import BadSetting, Level, from_environment
from grader.tasks import LineArg, LineResult, LineTask, Options, Ran

if TYPE_CHECKING:
    from exercises.milestones import Milestone
    from grader.sandbox import Sandbox
    from grader.trained import Training

__all__ = [
    "BadSetting",
    "Cancelled",
    "Check",
    "Entry",
    "Errand",
    "Finding",
    "Grader",
    "LineArg",
    "LineResult",
    "LineTask",
    "Note",
    "Options",
    "Ran",
    "Report",
    "SandboxError",
    "Verdict",
]


class Grader:
    """Judges submissions, one process each, the first one started at once. Safe to use from several threads.

    `required` is the least isolation that it runs anything in: B for the files of others, as `gradlings doctor`
    explains. `keep_ready` starts another process after each, for the next. Use it as a context manager, or call
    `close`. Raises SandboxError where no process can be started.
    """

    def __init__(self, sandbox: Sandbox | None = None, *, keep_ready: bool = False, required: Level = "D") -> None:
        self._sandbox = sandbox or from_environment(os.environ, required)
        self._keep_ready = keep_ready
        self._sandbox.warm()

    def check(
        self,
        exercise: Exercise,
        source: bytes,
        options: Options = Options(),  # noqa: B008 (frozen)
        errand: Errand | None = None,
    ) -> Report:
        """Judge a submission, given as the bytes of its file.

        Never raises for anything a submission does; a fault of ours is the verdict `infra`. Who hands over an errand is
        told of the stages that pass, and gets Cancelled where it was called off.
        """
        from grader.judge import judge  # noqa: PLC0415 (NumPy, after the first child was started)

        try:
            return judge(exercise, source, options, self._sandbox, errand)
        finally:
            self._refill()

    def check_line(self, task: LineTask, line: str, salt: str) -> LineResult:
        """Judge one line of backward, written into the hole of the task's frame."""
        return self.check_lines(task, [line], salt)[0]

    def check_lines(self, task: LineTask, lines: Sequence[str], salt: str) -> list[LineResult]:
        """Judge several lines of one person: quicker than one by one, since one process serves them all."""
        from grader.line import check_lines  # noqa: PLC0415 (as above)

        results = check_lines(task, lines, salt, self._sandbox)
        self._refill()
        return results

    def run_source(self, source: str, limits: Limits) -> Ran:
        """Run a program that defines what it prints; nothing of it reaches this process but text."""
        from grader.line import run_source  # noqa: PLC0415 (as above)

        return run_source(source, limits, self._sandbox)

    def train(self, milestone: Milestone, exercises: Mapping[str, Exercise], sources: Mapping[str, bytes]) -> Training:
        """A network of these files, by exercise, trained step by step as it is asked.

        Raises `grader.trained.Stumbled` where a file gives nothing to go on with, and SandboxError.
        """
        from grader.milestone import train  # noqa: PLC0415 (as above)

        return train(milestone, exercises, sources, self._sandbox)

    def prove(self) -> str:
        """Start what holds submissions and return its level, as measured. Raises SandboxError below `required`."""
        return self._sandbox.level

    def close(self) -> None:
        """End what was started ahead."""
        self._sandbox.close()

    def _refill(self) -> None:
        """The next process starts while its user reads the verdict on the last."""
        if self._keep_ready:
            with contextlib.suppress(SandboxError):  # whoever needs the process is told; this verdict is not lost
                self._sandbox.warm()

    def __enter__(self) -> Grader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
