"""The workers of a run: fed one after the other, replaced when they die, and what came of each submission.

Owns what becomes of a fault of ours: a submission that the grader failed on, or whose worker died or hung, is tried
once more, by another process where the first has died; then its verdict is `infra`. A submission cannot do that to its
worker, only to its own child; but a machine can run out of memory.

Processes and not threads: judging is mostly Python, of which one process runs one line at a time.
"""

from __future__ import annotations

import json
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from queue import Empty, SimpleQueue
from typing import Any

from grader.batch.job import Job, RunOptions
from grader.batch.process import Worker
from grader.handed import Row
from grader.report import Report
from grader.sandbox import SandboxError

WINDOW = 2
"""Submissions that a worker has at once: it need not wait for us between two."""
TICK = 1.0
"""Seconds between two looks at the clock while nothing comes."""
STUCK = 600.0
"""Seconds after which a worker hangs: a submission has a few, whatever it does."""


class Pool:
    """Use it as a context manager, or call `close`. Raises SandboxError where nothing can be started."""

    def __init__(self, options: RunOptions) -> None:
        self.options = options
        self._answers: SimpleQueue[tuple[Worker, bytes]] = SimpleQueue()
        self._again: deque[Job] = deque()
        self._workers: list[Worker] = []
        cores = _cores()
        try:
            for number in range(options.workers or len(cores)):
                self._workers.append(Worker(options, cores[number % len(cores)]))
            self.isolation = max(worker.greet(self._answers) for worker in self._workers)
        except BaseException:
            self.close()
            raise

    def rows(self, jobs: Iterable[Job]) -> Iterator[Row]:
        """What came of each, as they are done; no more are taken than are worked on."""
        waiting = iter(jobs)
        while True:
            while (worker := self._free()) and (job := self._next(waiting)):
                if job.folder:
                    worker.give(job)
                else:
                    yield job.row
            if not any(worker.jobs for worker in self._workers):
                return
            yield from self._hear()

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _free(self) -> Worker | None:
        worker = min(self._workers, key=lambda each: len(each.jobs))
        return worker if len(worker.jobs) < WINDOW else None

    def _next(self, waiting: Iterator[Job]) -> Job | None:
        return self._again.popleft() if self._again else next(waiting, None)

    def _hear(self) -> Iterator[Row]:
        """The rows that the next answer makes: one as a rule."""
        try:
            worker, line = self._answers.get(timeout=TICK)
        except Empty:
            for worker in self._workers:
                if worker.jobs and time.monotonic() - worker.heard > STUCK:
                    worker.kill()  # which is heard of
            return
        if not line:
            yield from self._bury(worker)
            return
        worker.heard = time.monotonic()
        job, report = worker.jobs.popleft(), json.loads(line)
        if report["verdict"] == "infra" and not job.again:
            self._again.append(replace(job, again=True))
        else:
            yield replace(job.row, report=report)

    def _bury(self, worker: Worker) -> Iterator[Row]:
        """Another in its place; what it was judging is suspect, what it had not begun is not."""
        why = worker.last_words()
        worker.end()
        self._workers.remove(worker)
        suspect, *others = worker.jobs or [None]
        self._again.extend(job for job in others if job)
        if suspect and not suspect.again:
            self._again.append(replace(suspect, again=True))
        self._replace(worker.core)
        if suspect and suspect.again:
            yield replace(suspect.row, report=self._failed(suspect, why))

    def _replace(self, core: int | None) -> None:
        """One more worker; where none can be started, the others go on without. Raises SandboxError without others."""
        fresh: Worker | None = None
        try:
            fresh = Worker(self.options, core)
            fresh.greet(self._answers)
            self._workers.append(fresh)
        except SandboxError:
            if fresh:
                fresh.end()
            if not self._workers:
                raise

    def _failed(self, job: Job, why: str) -> dict[str, Any]:
        from grader.messages import INFRA  # noqa: PLC0415  (NumPy, which this process else never needs)

        message = INFRA.format(why=f"a worker ended while it judged this: {why}")
        digest, salt, version = sha256(job.source).hexdigest(), self.options.salt, self.options.version
        report = Report(job.row.exercise, "", job.row.file, digest, salt, "infra", None, 0.0, (), message)
        return report.to_json(version) | {"notes": list(job.notes)}


def _cores() -> list[int | None]:
    """Those that this process may use; where nobody can pin a process, as many times nothing."""
    if hasattr(os, "sched_getaffinity"):
        return [*sorted(os.sched_getaffinity(0))]
    return [None] * (os.cpu_count() or 1)
