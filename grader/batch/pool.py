"""The workers of a run on this machine, one a core: fed one after the other, replaced when they die.

Owns their lives. A submission cannot end its worker, only its own child; but a machine can run out of memory.

Processes and not threads: judging is mostly Python, of which one process runs one line at a time.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from queue import Empty, SimpleQueue

from grader.batch.crew import TICK, WINDOW, Crew
from grader.batch.job import RunOptions
from grader.batch.process import Worker
from grader.handed import Row
from grader.sandbox import SandboxError


class Pool(Crew):
    """Raises SandboxError where nothing can be started."""

    def __init__(self, options: RunOptions) -> None:
        super().__init__(options)
        self._answers: SimpleQueue[tuple[Worker, bytes]] = SimpleQueue()
        self._workers: list[Worker] = []
        cores = _cores()
        with ExitStack() as failing:
            failing.callback(self.close)
            for number in range(options.workers or len(cores)):
                self._workers.append(Worker(options, cores[number % len(cores)]))
            self.isolation = max(worker.greet(self._answers) for worker in self._workers)
            failing.pop_all()

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _free(self) -> Worker | None:
        worker = min(self._workers, key=lambda each: len(each.jobs))
        return worker if len(worker.jobs) < WINDOW else None

    def _busy(self) -> bool:
        return any(worker.jobs for worker in self._workers)

    def _hear(self) -> Iterator[Row]:
        try:
            worker, line = self._answers.get(timeout=TICK)
        except Empty:
            for worker in self._workers:
                if worker.jobs and time.monotonic() - worker.heard > worker.jobs[0].patience:
                    worker.kill()  # which is heard of
            return
        if not line:
            yield from self._bury(worker)
            return
        worker.heard = time.monotonic()
        yield from self._answered(worker.jobs.popleft(), json.loads(line))

    def _bury(self, worker: Worker) -> Iterator[Row]:
        """Another in its place."""
        why, jobs = worker.last_words(), [*worker.jobs]
        worker.end()
        self._workers.remove(worker)
        self._replace(worker.core)
        yield from self._lost(jobs[:1], jobs[1:], why)

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


def _cores() -> list[int | None]:
    """Those that this process may use; where nobody can pin a process, as many times nothing."""
    if hasattr(os, "sched_getaffinity"):
        return [*sorted(os.sched_getaffinity(0))]
    return [None] * (os.cpu_count() or 1)
