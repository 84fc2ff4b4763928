"""What is judged: a submission in, a Report out. The door of the package.

    judge   one submission       line      one line of backward     run_source   code of an author, for its output
    report  the result           diagnose  names the mistake        sandbox/     where submissions run

Importing this brings neither NumPy nor a process; making a `Grader` starts its first child, which imports its NumPy
(80 to 130 ms) while the grader imports its own.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from exercises.catalog import Exercise, Limits
from grader.report import Check, Entry, Finding, Note, Report, Verdict
from grader.sandbox import SandboxError
from grader.sandbox.spawn import Spawner
from grader.tasks import LineArg, LineResult, LineTask, Options, Ran

if TYPE_CHECKING:
    from grader.sandbox import Sandbox

__all__ = [
    "Check",
    "Entry",
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
    """Judges submissions, one process each, with one process kept ready. Safe to use from several threads.

    Use it as a context manager, or call `close`. Raises SandboxError where no process can be started.
    """

    def __init__(self, sandbox: Sandbox | None = None) -> None:
        self._sandbox = sandbox or Spawner()
        self._sandbox.warm()

    def check(self, exercise: Exercise, source: bytes, options: Options = Options()) -> Report:  # noqa: B008 (frozen)
        """Judge a submission, given as the bytes of its file.

        Never raises for anything a submission does; a fault of ours is the verdict `infra`.
        """
        from grader.judge import judge  # noqa: PLC0415 (NumPy, after the first child was started)

        return judge(exercise, source, options, self._sandbox)

    def check_line(self, task: LineTask, line: str, salt: str) -> LineResult:
        """Judge one line of backward, written into the hole of the task's frame."""
        from grader.line import check_line  # noqa: PLC0415 (as above)

        return check_line(task, line, salt, self._sandbox)

    def run_source(self, source: str, limits: Limits) -> Ran:
        """Run a program that defines what it prints; nothing of it reaches this process but text."""
        from grader.line import run_source  # noqa: PLC0415 (as above)

        return run_source(source, limits, self._sandbox)

    def warm(self) -> None:
        """Keep a process ready for the next submission."""
        self._sandbox.warm()

    def close(self) -> None:
        """End what was started ahead."""
        self._sandbox.close()

    def __enter__(self) -> Grader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
