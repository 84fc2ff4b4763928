"""A child knows nothing of ours, outlives nobody, and every way in which it can end has a name."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from exercises.catalog import Catalog, Limits
from grader import Grader, Options
from grader.sandbox.child import Child, Failure
from grader.sandbox.spawn import Spawner

ROOT = Path(__file__).parents[2]
DENSE = Catalog().get("layers/dense")
CALL = {"function": "f", "args": [], "result": "y"}

linux_only = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc who is alive")


@contextmanager
def child(source, seconds=10.0):
    spawner = Spawner()
    one = Child(spawner.take())
    try:
        one.greet(20.0)
        loaded = one.load([("submission", source.encode())], Limits(seconds=seconds), seed=0)
        assert not isinstance(loaded, Failure), loaded
        yield one
    finally:
        one.end()
        spawner.close()


def alive(pid):
    """Running or sleeping; a zombie waits for its parent only."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone(pids, seconds=1.0):
    end = time.monotonic() + seconds
    while any(map(alive, pids)) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(map(alive, pids))


def test_nothing_of_ours_can_be_imported_inside():
    said = """
import json, sys
print(json.dumps([sorted(sys.modules), sys.path, sys.argv]))
def f(): ...
"""
    with child(said) as one:
        one.end()
        modules, path, argv = json.loads(one.output())
    assert path == []
    assert argv == ["submission"]
    ours = {"grader", "exercises", "quiz", "gradlings", "pydantic", "textual", "pytest"}
    assert not ours & {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("name", ["grader", "exercises.smooth", "quiz", "pip", "sqlite3"])
def test_an_import_that_is_not_allowed_fails_inside(name):
    with child(f"def f():\n    import {name}") as one:
        failure = one.perform([CALL], [], 100)
    assert (failure.cause, failure.facts["type"]) == ("blocked", "ModuleNotFoundError")


@linux_only
@pytest.mark.parametrize("start", ["os.fork()", "os.posix_spawn('/bin/sleep', ['sleep', '60'], {})"])
def test_processes_that_a_submission_starts_end_with_it(start):
    source = f"import os, time\npid = {start}\nwhile not pid: time.sleep(1)\nprint(os.getpid(), pid)\ndef f(): ..."
    try:
        with child(source) as one:
            one.perform([CALL], [], 100)
            pids = [int(word) for word in one.output().split()]
    except AssertionError as refused:
        assert "BlockingIOError" in str(refused)  # noqa: PT017 (an ordinary user may not start any)
        return
    assert len(pids) == 2
    assert gone(pids)


def test_a_child_that_is_killed_in_the_middle_of_a_call_has_died():
    with child("import os\ndef f(): os.kill(os.getpid(), 9)") as one:
        failure = one.perform([CALL], [], 100)
        assert (failure.cause, failure.facts["status"]) == ("died", -signal.SIGKILL)
        assert one.perform([CALL], [], 100).cause == "died"


GRADER_WITH_A_BUSY_CHILD = """
import sys, threading
from exercises.catalog import Limits
from grader.sandbox.child import Child
from grader.sandbox.spawn import Spawner
def start():
    spawner = Spawner()
    one = Child(spawner.take())
    one.greet(20.0)
    source = "import os, sys, time\\nprint(os.getpid()); sys.stdout.flush()\\n" + sys.argv[1]
    threading.Thread(target=one.load, args=([("submission", source.encode())], Limits(seconds=60.0), 0)).start()
    while not one.output(): pass
    print(one.output(), flush=True)
worker = threading.Thread(target=start)
worker.start()
worker.join()
sys.stdin.read()
"""


@linux_only
@pytest.mark.parametrize("busy", ["while True: pass", "time.sleep(60)"])
def test_a_busy_child_ends_within_a_second_of_its_killed_grader(busy):
    command = [sys.executable, "-c", GRADER_WITH_A_BUSY_CHILD, busy]
    grader = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with grader:
        pid = int(grader.stdout.readline())
        assert alive(pid)
        grader.kill()
        grader.wait()
        assert gone([pid])


def test_a_child_outlives_the_thread_that_started_it():
    """Each check is made in a thread of its own by a child that the thread before it started, and that has ended."""
    with Grader(keep_ready=True) as grader:
        for _ in range(3):
            with ThreadPoolExecutor(1) as pool:
                report = pool.submit(grader.check, DENSE, DENSE.solution.encode()).result()
            assert report.passed, report.message.en


def test_several_threads_may_check_at_once(grader):
    wrong = DENSE.solution.replace("dy.sum(axis=0)", "dy.mean(axis=0)")
    sources = [DENSE.solution, wrong] * 3

    def check(source):
        return grader.check(DENSE, source.encode(), Options(salt="threads"))

    with ThreadPoolExecutor(3) as pool:
        verdicts = [report.verdict for report in pool.map(check, sources)]
    assert verdicts == ["pass", "fail"] * 3


def test_what_is_printed_is_kept_up_to_64_kib_and_without_escape_sequences():
    with child("print('\\x1b[31m' + 'x' * 1000000)\ndef f(): ...") as one:
        one.end()
        text = one.output()
    assert 60_000 < len(text) <= 64 * 1024
    assert "\x1b" not in text


def test_results_other_than_promised_are_no_results():
    source = "import sys\nsys.modules['worker'].Worker.perform = lambda *a: [a[2][0]] * 3\ndef f(): ..."
    with child(source) as one:
        assert one.perform([CALL], [np.zeros(1)], 100).cause == "garbage"


@linux_only
def test_a_closed_grader_leaves_no_process_and_no_open_file():
    def ours():
        return {int(p.name) for p in Path("/proc").glob("[0-9]*") if f" {os.getpid()} " in _parent(p)}

    threads, files, before = threading.active_count(), len(list(Path("/proc/self/fd").iterdir())), ours()
    with Grader(keep_ready=True) as grader:
        grader.check(DENSE, b"", Options(salt="x"))
        assert ours() > before
    deadline = time.monotonic() + 2.0
    while threading.active_count() > threads and time.monotonic() < deadline:
        time.sleep(0.01)
    assert ours() <= before
    assert len(list(Path("/proc/self/fd").iterdir())) <= files


def _parent(process):
    try:
        state, parent = (process / "stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return f" {parent} " if state not in "ZX" else ""
