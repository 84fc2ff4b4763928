"""What the sandbox costs: the lock, a submission, a full suite; how soon a timeout is found and the dead are gone."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from exercises.catalog import Catalog, Limits
from grader import Grader, Options, cost
from grader.calls import Program
from grader.drawing import draw_all
from grader.kinds import functions_of
from grader.sandbox.child import Child
from grader.sandbox.fork import Forker, possible
from grader.sandbox.interpreter import ENVIRONMENT, command
from grader.sandbox.spawn import Spawner
from tests.bench.measure import interleaved, table
from tests.processes import alive, descendants

DENSE = Catalog().get("layers/dense")
SUBMISSIONS = 100

# Forks in a process like the zygote, with and without the lock: in turn, so that a busy minute strikes both alike.
LOCK_AGAINST_BARE = """
import sys; sys.path += sys.argv[1:3]
import os, statistics, time
from sandbox import lock, serve
serve.preload()
held = lock.prepare([])
def forked(act):
    start, parent = time.perf_counter(), os.getpid()
    pid = os.fork()
    if not pid:
        if act:
            reading, writing = os.pipe()
            held.apply(parent, reading, writing, 0)
        os._exit(0)
    os.waitpid(pid, 0)
    return 1e3 * (time.perf_counter() - start)
times = [(forked(False), forked(True)) for _ in range(200)]
bare, locked = (statistics.median(column) for column in zip(*times))
print(bare, locked)
"""


def lock() -> None:
    """A fork that ends at once, and one that locks itself before."""
    start = command("lock", [])
    start[start.index("-c") + 1] = LOCK_AGAINST_BARE
    said = subprocess.run(start, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    bare, locked = map(float, said.stdout.split())
    print(f"\nfork, exit, wait: {bare:.2f} ms; with the lock: {locked:.2f} ms; the lock: {locked - bare:.2f} ms")


def starts() -> None:
    """From nothing to a zygote that is ready, to a plain process that is."""

    def zygote(wrapped: bool) -> Callable[[], object]:
        def act() -> None:
            forker = Forker(wrapped=wrapped)
            _ = forker.level
            forker.close()

        return act

    def plain() -> None:
        spawner = Spawner()
        with Child(spawner.take()) as child:
            child.greet(20.0)
        spawner.close()

    actions = {"import numpy": _numpy, "zygote ready, proven, ended": zygote(False), "plain process greets": plain}
    if Forker().unwrapped == "":
        actions["the same in bubblewrap"] = zygote(True)
    table("starts (ms)", interleaved(actions, 10), base="import numpy")


def submissions(forker: Forker) -> None:
    """One forward and backward; then full suites through the grader, without and with the stage `cost`."""
    layer, draws, source = functions_of(DENSE), draw_all(DENSE, "bench"), DENSE.solution.encode()

    def once() -> None:
        with Child(forker.take()) as child:
            child.greet(20.0)
            child.load([("submission", source)], Limits(), seed=0)
            program = Program(expected=1000)
            layer.add_forward(program, draws[1].case, 0)
            layer.add_backward(program, draws[1].upstreams[0], 0)
            program.run(child)

    rows = {"1 forward + backward": _times(once)}
    with Grader(forker) as grader:
        for exercise_id in ("layers/dense", "cnn/conv2d", "sequence/lstm"):
            exercise = Catalog().get(exercise_id)
            code = exercise.solution.encode()
            rows[f"full suite and cost, {exercise_id}"] = _times(
                lambda e=exercise, c=code: grader.check(e, c, Options())
            )
            rows[f"full suite, {exercise_id}"] = _without_cost(lambda e=exercise, c=code: grader.check(e, c, Options()))
    table(f"locked submissions, level {forker.level} (ms)", rows, base="1 forward + backward")


def throughput() -> None:
    """Full suites of dense a second, everything on one core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        with Grader(Forker()) as grader:
            source = DENSE.solution.encode()
            grader.check(DENSE, source, Options())
            start = time.perf_counter()
            for number in range(SUBMISSIONS):
                assert grader.check(DENSE, source, Options(salt=str(number))).passed
            print(f"\nfull suites of dense a second on one core: {SUBMISSIONS / (time.perf_counter() - start):.0f}")
    finally:
        os.sched_setaffinity(0, cores)


def limits(forker: Forker) -> None:
    """How late an endless loop is found, and how much private memory a child has."""
    late, call = [], {"function": "f", "args": [], "result": "y"}
    for _ in range(20):
        with Child(forker.take()) as child:
            child.greet(20.0)
            child.load([("submission", b"def f():\n    while True: pass")], Limits(), seed=0)
            child.allow(0.2)
            start = time.perf_counter()
            child.perform([call], [], 100)
            late.append(1e3 * (time.perf_counter() - start - 0.2))
    print(f"\nan endless loop is found {statistics.median(late):.1f} ms (worst {max(late):.1f}) after the limit")


LONELY = """
import sys
from grader.sandbox.child import Child
from grader.sandbox.fork import Forker
from exercises.catalog import Limits
child = Child(Forker().take())
child.greet(20.0)
print("ready", flush=True)
child.load([("submission", b"while True: pass")], Limits(seconds=60.0), seed=0)
"""


def orphans() -> None:
    """How long anything is alive after the grader was killed."""
    lived = []
    for _ in range(10):
        with subprocess.Popen([sys.executable, "-c", LONELY], stdout=subprocess.PIPE, cwd=Path.cwd()) as grader:
            assert grader.stdout is not None
            grader.stdout.readline()
            time.sleep(0.05)
            below = descendants(grader.pid)
            grader.send_signal(signal.SIGKILL)
            start = time.perf_counter()
            while any(map(alive, below)):
                time.sleep(0.001)
            lived.append(1e3 * (time.perf_counter() - start))
    print(f"alive after the grader was killed: {statistics.median(lived):.0f} ms (worst {max(lived):.0f})")


def _times(act: Callable[[], object], rounds: int = SUBMISSIONS) -> list[float]:
    seen = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        seen.append(time.perf_counter() - start)
    return seen


def _without_cost(act: Callable[[], object]) -> Sequence[float]:
    """The same with the time of the stage `cost` taken away."""
    original, spent = cost.checks, [0.0]

    def timed(*args: object) -> object:
        start = time.perf_counter()
        found = original(*args)  # type: ignore[arg-type]
        spent[0] += time.perf_counter() - start
        return found

    cost.checks = timed  # type: ignore[assignment]
    try:
        rows = []
        for _ in range(SUBMISSIONS):
            spent[0] = 0.0
            start = time.perf_counter()
            act()
            rows.append(time.perf_counter() - start - spent[0])
        return rows
    finally:
        cost.checks = original


def _numpy() -> None:
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)


def sandbox() -> None:
    """All of it, where there is a lock."""
    if not possible():
        print("\nno lock on this system, so there is nothing to measure of it")
        return
    lock()
    starts()
    with closing(Forker()) as forker:
        submissions(forker)
        limits(forker)
    orphans()
    throughput()
