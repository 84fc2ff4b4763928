"""Whoever judges the submissions of a run: the workers of this machine (`pool`), or of a cluster (`cluster`).

Owns what both have in common: no more submissions are taken than are worked on, and a fault of ours is tried once more,
by somebody else where the first has died; then its verdict is `infra`. Refuses to know where anybody works.

    SandboxError
    └── NoCluster       there is none, or none that judges as we do
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Protocol, Self

from exercises.content import Text
from grader.batch.job import Job, RunOptions
from grader.handed import Row
from grader.report import Report
from grader.sandbox import SandboxError

WINDOW = 2
"""Submissions that a worker has at once: it need not wait for us between two."""
TICK = 1.0
"""Seconds between two looks at the clock while nothing comes."""


class NoCluster(SandboxError):
    """There is no cluster to judge with; `text` says what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Member(Protocol):
    """One worker."""

    def give(self, job: Job) -> None:
        """One more to judge."""


class Crew(ABC):
    """Use it as a context manager, or call `close`. Raises SandboxError where nobody can judge, or nobody any more."""

    isolation: str
    """The weakest that any of them has proven at the start; every row says its own."""

    def __init__(self, options: RunOptions) -> None:
        self.options = options
        self._again: deque[Job] = deque()

    def rows(self, jobs: Iterable[Job]) -> Iterator[Row]:
        """What came of each, as they are done; no more are taken than are worked on."""
        waiting = iter(jobs)
        while (job := self._next(waiting)) or self._busy():
            if job is None:
                yield from self._hear()
            elif not job.folder:
                yield job.row
            else:
                while not (member := self._free()):
                    yield from self._hear()
                member.give(job)

    @abstractmethod
    def close(self) -> None:
        """End all that was begun, whatever it is doing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def _free(self) -> Member | None:
        """Somebody who can be given one more."""

    @abstractmethod
    def _busy(self) -> bool:
        """Whether anything is worked on."""

    @abstractmethod
    def _hear(self) -> Iterator[Row]:
        """The rows that the next answer makes: one as a rule."""

    def _next(self, waiting: Iterator[Job]) -> Job | None:
        return self._again.popleft() if self._again else next(waiting, None)

    def _answered(self, job: Job, report: Mapping[str, Any]) -> Iterator[Row]:
        if report["verdict"] == "infra" and not job.again:
            self._again.append(replace(job, again=True))
        else:
            yield replace(job.row, report=report)

    def _lost(self, suspects: Iterable[Job], others: Iterable[Job], why: str) -> Iterator[Row]:
        """A worker ended: what it was judging is suspect, what it had not begun is not."""
        self._again.extend(others)
        for job in suspects:
            if job.again:
                yield replace(job.row, report=self._failed(job, why))
            else:
                self._again.append(replace(job, again=True))

    def _failed(self, job: Job, why: str) -> dict[str, Any]:
        from grader.messages import INFRA  # noqa: PLC0415  (NumPy, which this process else never needs)

        message = INFRA.format(why=f"a worker ended while it judged this: {why}")
        digest, salt, version = sha256(job.source).hexdigest(), self.options.salt, self.options.version
        report = Report(job.row.exercise, "", job.row.file, digest, salt, "infra", None, 0.0, (), message)
        return report.to_json(version) | {"notes": list(job.notes)}
