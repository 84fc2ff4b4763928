"""A whole class at once: throughput and processor time, memory by the number of submissions, a run that is killed.

The rate is set against one process a submission in the same run: `python -I FILE`, which imports NumPy, defines the
functions and checks nothing, so less than any grader of that kind needs; and `gradlings check --hidden`, the same
verdicts one by one. A Dask cluster on this machine judges in turns with two workers of ours, so that the difference is
what Dask costs. SUBMISSIONS=10000 sets the largest run for memory.
"""

from __future__ import annotations

import json
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from exercises.catalog import Catalog
from grader.batch import Crew, Pool, RunOptions, crew_of, jobs_of
from grader.handed import Row, Submission
from tests.bench.measure import resident
from tests.processes import descendants

DENSE = Catalog().get("layers/dense")
ROUNDS, EACH = 3, 40
ALONE = 8
"""Submissions judged by a process each: they take long."""


def batch(home: str) -> None:
    """All of it."""
    folder = Path(home)
    throughput(folder)
    processor()
    dask()
    memory()
    resume(folder)


def handed_in(count: int) -> Iterator[Submission]:
    """Of ten, seven right ones, two with a known mistake and one that is empty; no two alike."""
    wrong = [mistake.apply(DENSE.solution) for mistake in DENSE.mistakes]
    for number in range(count):
        kind = number % 10
        source = DENSE.solution if kind < 7 else wrong[number % len(wrong)] if kind < 9 else ""
        yield Submission(f"s{number}", DENSE.id, f"s{number}.py", f"{source}# {number}\n".encode())


def right(count: int) -> Iterator[Submission]:
    """Only right ones: the full suite and the hidden cases."""
    for number in range(count):
        yield Submission(f"s{number}", DENSE.id, f"s{number}.py", f"{DENSE.solution}# {number}\n".encode())


def throughput(folder: Path) -> None:
    """Right submissions a second, in rounds that take turns."""
    file = folder / "one.py"
    file.write_text(DENSE.solution, encoding="utf-8")
    env = {**os.environ, "GRADLINGS_HOME": str(folder)}
    program = str(Path(sys.executable).with_name("gradlings"))
    check = [program, "check", str(file), "--exercise", DENSE.id, "--hidden"]
    cores = len(os.sched_getaffinity(0))
    rates: dict[str, list[float]] = {}
    pools = {f"batch, {n} core{'s' * (n > 1)}": Pool(RunOptions("bench", "0", workers=n)) for n in {1, min(2, cores)}}
    for pool in pools.values():
        list(pool.rows(jobs_of(right(8), Catalog(), RunOptions("bench", "0"))))  # draws the cases, once a run
    for _ in range(ROUNDS):
        for name, pool in pools.items():
            start = time.perf_counter()
            rows = sum(row.verdict == "pass" for row in pool.rows(jobs_of(right(EACH), Catalog(), pool.options)))
            rates.setdefault(name, []).append(rows / (time.perf_counter() - start))
        for name, command in (("python -I FILE", [sys.executable, "-I", str(file)]), ("gradlings check", check)):
            start = time.perf_counter()
            for _ in range(ALONE):
                subprocess.run(command, env=env, check=True, capture_output=True)
            rates.setdefault(name, []).append(ALONE / (time.perf_counter() - start))
    for pool in pools.values():
        pool.close()
    unit = statistics.median(rates["python -I FILE"])
    print(f"\nright submissions of dense a second, with hidden cases\n{'':32}{'median':>9}{'best':>9}{'ratio':>8}")
    for name, seen in rates.items():
        print(f"{name:32}{statistics.median(seen):9.1f}{max(seen):9.1f}{statistics.median(seen) / unit:8.2f}")
    suites = 2 * statistics.median(rates["batch, 1 core"])
    print(f"a submission is two full suites, one of hidden cases: {suites:.0f} suites a second and core")


def processor() -> None:
    """Processor time that a right submission takes, of its worker and of all below that; and its line's length."""
    with Pool(RunOptions("bench", "0", workers=1)) as pool:
        judge(pool, 8)
        (worker,) = (pid for pid in descendants(os.getpid()) if parent(pid) == os.getpid())
        below = descendants(worker)
        before = [sum(map(spent, pids)) for pids in ([worker], below)]
        rows = judge(pool, ROUNDS * EACH)
        used = [sum(map(spent, pids)) - was for pids, was in zip(([worker], below), before, strict=True)]
    ours, theirs = (1000 * seconds / len(rows) for seconds in used)
    length = statistics.mean(len(json.dumps(row.to_json(), separators=(",", ":"))) for row in rows) / 1000
    print(f"\nprocessor time of one: {ours:.1f} ms in the worker, {theirs:.1f} ms below it; a line of {length:.1f} kB")


def dask() -> None:
    """What Dask costs beside the same number of workers of ours."""
    from distributed import LocalCluster  # noqa: PLC0415 (an extra)

    options = RunOptions("bench", "0", workers=2)
    rates: dict[str, list[float]] = {}
    local = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50)
    with local, Pool(options) as pool, crew_of(options, local.scheduler_address) as cluster:
        crews: dict[str, Crew] = {"2 workers of ours": pool, "2 workers of Dask's": cluster}
        for crew in crews.values():
            judge(crew, 8)
        for _ in range(ROUNDS):
            for name, crew in crews.items():
                start = time.perf_counter()
                rows = judge(crew, EACH)
                rates.setdefault(name, []).append(len(rows) / (time.perf_counter() - start))
    unit = statistics.median(rates["2 workers of ours"])
    print()
    for name, seen in rates.items():
        print(f"{name:32}{statistics.median(seen):9.1f}{max(seen):9.1f}{statistics.median(seen) / unit:8.2f}")


def judge(crew: Crew, count: int) -> list[Row]:
    """That many right submissions, all of which must pass."""
    rows = [*crew.rows(jobs_of(right(count), Catalog(), crew.options))]
    assert {row.verdict for row in rows} == {"pass"}
    return rows


def spent(pid: int) -> float:
    """Seconds of processor time of a process and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def parent(pid: int) -> int:
    """Of a process."""
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])


def memory() -> None:
    """Resident memory of this process and of all that it started, after more and more submissions."""
    most = int(os.environ.get("SUBMISSIONS", "1000"))
    print(f"\n{'submissions':>12}{'a second':>10}{'this process':>14}{'largest worker':>16}{'processes':>11}   (MB)")
    for count in (n for n in (100, 1000, 10_000, 100_000) if n <= most):
        with Pool(RunOptions("bench", "0")) as pool:
            start, highest = time.perf_counter(), (0.0, 0.0, 0)
            for number, _ in enumerate(pool.rows(jobs_of(handed_in(count), Catalog(), pool.options))):
                if number % 50 == 49:
                    below = sorted(map(_resident, descendants(os.getpid())))
                    highest = max(highest, (resident(os.getpid()), below[-1], len(below)))
            rate = count / (time.perf_counter() - start)
        print(f"{count:12}{rate:10.1f}{highest[0]:14.1f}{highest[1]:16.1f}{highest[2]:11}")


def resume(folder: Path) -> None:
    """A run of the command that is killed in the middle, and the one that goes on."""
    handed, out = folder / "handed", folder / "grades"
    handed.mkdir()
    for submission in handed_in(60):
        (handed / submission.file).write_bytes(submission.source)
    env = {**os.environ, "GRADLINGS_HOME": str(folder)}
    command = [sys.executable, "-m", "quiz", "grade", str(handed), "--exercise", DENSE.id, "--out", str(out)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as run:
        assert run.stdout is not None
        for _ in range(30):
            run.stdout.readline()
        run.send_signal(signal.SIGKILL)
    start = time.perf_counter()
    again = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    judged, known = (int(found[1]) for found in re.finditer(r"^(\d+) submissions? ", again.stdout, re.MULTILINE))
    print(
        f"\nof 60 submissions {known} were recorded when the run was killed; the next judged {judged} ({seconds:.1f} s)"
    )


def _resident(pid: int) -> float:
    try:
        return resident(pid)
    except (FileNotFoundError, StopIteration):  # it has ended meanwhile
        return 0.0
