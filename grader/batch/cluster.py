"""The workers of a Dask cluster as those of a run: the same rows, the same record, other machines.

Owns which worker judges what, and how often. A job is pinned to one worker: left to itself Dask would run what killed
its worker three times more. What a lost worker was judging is judged once more elsewhere, what it had not begun is not
counted. Only bytes go out and plain data comes back; whoever reaches the scheduler can run code on every machine of it,
so it belongs into a network of one's own, or behind TLS (Dask's own settings hold here).
"""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, SimpleQueue
from typing import Any

import distributed

from exercises.content import Text
from grader.batch import remote
from grader.batch.crew import TICK, Crew, NoCluster
from grader.batch.job import Job, RunOptions
from grader.handed import Row

Answer = dict[str, Any] | str
"""What a task returned; or, as a text, why it returned nothing."""
PATIENCE = 60.0
"""Seconds without any worker who can judge, after which there is none: clusters grow slowly."""
WINDOW = 4
"""Submissions for each thread of a worker: more than beside us, since what they come and go through takes longer."""
FETCHED = 8
"""Results that are on their way at once."""
ANSWER = 10.0
"""Seconds for the scheduler, and for a result that is there, to come over."""
NOBODY = Text(
    "nobody answers at {address} ({why}): start `dask scheduler` there, or mend the address",
    "{address} 没有应答（{why}）：请在那里启动 `dask scheduler`，或改正地址",
)
NO_WORKERS = Text(
    "the scheduler at {address} has no worker: start some with `dask worker {address} --nthreads 1`",
    "{address} 上的调度器没有 worker：请用 `dask worker {address} --nthreads 1` 启动几个",
)
UNABLE = Text(
    "the worker {worker} cannot judge ({why}): install gradlings {version} with its extra `dask` there",
    "worker {worker} 无法评分（{why}）：请在那里安装 gradlings {version}（带扩展 `dask`）",
)
DIFFERS = Text(
    "the worker {worker} would judge with other code ({there}; here {here}): install the same gradlings and NumPy "
    "everywhere",
    "worker {worker} 的评分代码不同（那边 {there}，这边 {here}）：请在各处安装相同版本的 gradlings 和 NumPy",
)
REFUSED = Text("the worker {worker}: {why}", "worker {worker}：{why}")
LOST = Text(
    "the scheduler at {address} has gone; the same command goes on from here",
    "与调度器 {address} 的连接已断开；再次运行同一命令即可从这里继续",
)


@dataclass(eq=False)
class Member:
    """One worker process of the cluster, from here."""

    cluster: Cluster
    address: str
    threads: int
    jobs: dict[str, tuple[Job, Any]] = field(default_factory=dict)
    """What it has been given and has not answered, the oldest first, by the name of the task, with its future."""
    heard: float = field(default_factory=time.monotonic)
    isolation: str = ""
    """What it has proven; until then it is given nothing."""
    unfit: Text | None = None
    """Why it never is."""

    def give(self, job: Job) -> None:
        """One more to judge."""
        if not self.jobs:
            self.heard = time.monotonic()
        self.jobs.update([self.cluster.send(self, job)])

    def hangs(self, now: float) -> bool:
        """Whether nothing was heard for longer than any of its jobs takes."""
        return bool(self.jobs) and now - self.heard > max(job.patience for job, _ in self.jobs.values())


class Cluster(Crew):
    """Raises NoCluster."""

    def __init__(self, options: RunOptions, address: str) -> None:
        super().__init__(options)
        self._address, self._terms = address, remote.terms(options)
        self._names = (f"gradlings-{run}-{number}" for run in [secrets.token_hex(4)] for number in count())
        self._answers: SimpleQueue[tuple[Member, str, Answer]] = SimpleQueue()
        self._fetching = ThreadPoolExecutor(FETCHED, "gradlings-fetching")
        self._members: dict[str, Member] = {}
        self._greetings: dict[str, Any] = {}
        self._looked = self._manned = time.monotonic()
        self._client: Any = _connected(address)  # Dask has few types
        with contextlib.ExitStack() as failing:
            failing.callback(self.close)
            self._look()
            while any(not (member.isolation or member.unfit) for member in self._members.values()) or not self._ready:
                self._begin()
            self.isolation = max(member.isolation for member in self._ready)
            failing.pop_all()

    def send(self, member: Member, job: Job) -> tuple[str, tuple[Job, Any]]:
        """Hand a job to a worker; the name of its task, and what is to be remembered of it."""
        future = self._ask(member, remote.judge, remote.parcel(job), self._terms)
        return future.key, (job, future)

    def close(self) -> None:
        """Leave; what workers have begun they end by themselves, and nobody hears of it."""
        with contextlib.suppress(OSError, TimeoutError, RuntimeError):
            self._client.cancel([future for m in self._members.values() for _, future in m.jobs.values()], force=True)
        self._members.clear()
        self._fetching.shutdown(wait=False, cancel_futures=True)
        self._client.close(timeout=ANSWER)

    @property
    def _ready(self) -> list[Member]:
        return [member for member in self._members.values() if member.isolation]

    def _free(self) -> Member | None:
        least = min(self._ready, key=lambda member: len(member.jobs) / member.threads, default=None)
        return least if least and len(least.jobs) < WINDOW * least.threads else None

    def _busy(self) -> bool:
        return any(member.jobs for member in self._members.values())

    def _hear(self) -> Iterator[Row]:
        if time.monotonic() - self._looked > TICK:
            yield from self._look()
        with contextlib.suppress(Empty):
            member, name, said = self._answers.get(timeout=TICK)
            if self._greetings.pop(name, None):
                self._welcome(member, said)
            elif name in member.jobs:
                member.heard = time.monotonic()
                yield from self._settle(member, name, said)

    def _begin(self) -> None:
        """Hear what workers say of themselves. Raises NoCluster for the first who may not judge."""
        assert not [*self._hear()]  # noqa: S101 (nobody was given anything)
        for member in self._members.values():
            if member.unfit:
                raise NoCluster(member.unfit)

    def _settle(self, member: Member, name: str, said: Answer) -> Iterator[Row]:
        """What came of one task."""
        job, _ = member.jobs.pop(name)
        yield from self._lost([job], [], said) if isinstance(said, str) else self._answered(job, said)

    def _look(self) -> Iterator[Row]:
        """Who has come and who has gone. Raises NoCluster where nobody is left for long, and without a scheduler."""
        self._looked = now = time.monotonic()
        there = self._threads()
        for address, threads in there.items():
            if address not in self._members:
                self._greet(Member(self, address, threads))
        rows: list[Row] = []
        for member in [*self._members.values()]:
            if member.address not in there or member.hangs(now):
                rows += self._bury(member)
        if self._ready:
            self._manned = now
        elif now - self._manned > PATIENCE:
            raise NoCluster(NO_WORKERS.format(address=self._address))
        return iter(rows)

    def _threads(self) -> dict[str, int]:
        try:
            found: dict[str, int] = self._client.nthreads()
        except (OSError, TimeoutError, RuntimeError) as error:
            raise NoCluster(LOST.format(address=self._address)) from error
        return found

    def _greet(self, member: Member) -> None:
        self._members[member.address] = member
        future = self._ask(member, remote.greet, remote.ours(), self._terms)
        self._greetings[future.key] = future

    def _welcome(self, member: Member, said: Answer) -> None:
        """Whether it may judge."""
        worker = member.address
        if isinstance(said, str):
            member.unfit = UNABLE.format(worker=worker, why=said, version=self.options.version)
            return
        if "differs" in said:
            member.unfit = DIFFERS.format(worker=worker, there=said["differs"], here=remote.ours())
        elif "refused" in said:
            member.unfit = REFUSED.format(worker=worker, why=said["refused"])
        member.isolation = said.get("isolation", "")

    def _bury(self, member: Member) -> Iterator[Row]:
        """As many as it has threads were being judged."""
        del self._members[member.address]
        self._client.cancel([future for _, future in member.jobs.values()], force=True)
        jobs = [job for job, _ in member.jobs.values()]
        member.jobs.clear()  # of what was taken back is heard, too
        yield from self._lost(jobs[: member.threads], jobs[member.threads :], f"{member.address} is lost")

    def _ask(self, member: Member, task: Any, *told: Any) -> Any:
        """A task for this worker and nobody else, which is heard of in the queue."""
        name = next(self._names)
        future = self._client.submit(task, *told, key=name, workers=[member.address], retries=0)
        future.add_done_callback(lambda done: self._fetching.submit(self._fetch, member, name, done))
        return future

    def _fetch(self, member: Member, name: str, done: Any) -> None:
        self._answers.put((member, name, _answer(done)))


def _answer(future: Any) -> Answer:
    """What came of a task."""
    try:
        if future.status == "error":
            return str(future.exception(timeout=ANSWER)) or "no reason given"
        if future.status != "finished":
            return f"its task was {future.status}"
        said: dict[str, Any] = json.loads(future.result(timeout=ANSWER))
    except (OSError, TimeoutError, distributed.CancelledError) as error:
        return f"its result did not come: {error}"
    finally:
        future.release()
    return said


def _connected(address: str) -> Any:
    """Raises NoCluster."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it tells of every lost worker, and so do we
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what differs between the machines and matters is asked of each worker
        try:
            client: Any = distributed.Client
            return client(address, timeout=ANSWER, set_as_default=False, name="gradlings")
        except (OSError, ValueError, ImportError, TypeError) as error:
            why = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            raise NoCluster(NOBODY.format(address=address, why=why)) from error
