"""However it is started, a child knows nothing of ours, outlives nobody, and ends in a way that has a name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from exercises.catalog import Catalog, Limits
from grader import Grader, Options
from grader.sandbox.child import Child, Failure
from grader.sandbox.fork import Forker
from grader.sandbox.spawn import Spawner
from tests.processes import alive, descendants, gone

from .conftest import CALL, child, linux_only, lockable

ROOT = Path(__file__).parents[3]
DENSE = Catalog().get("layers/dense")


def test_nothing_of_ours_can_be_imported_inside(sandbox):
    said = "import json, sys\nprint(json.dumps([sorted(sys.modules), sys.path, sys.argv]))\ndef f(): ..."
    with child(sandbox, said) as one:
        one.end()
        modules, path, argv = json.loads(one.output())
    assert path == []
    assert argv == ["submission"]
    ours = {"grader", "exercises", "quiz", "gradlings", "pydantic", "textual", "pytest"}
    assert not ours & {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("name", ["grader", "exercises.smooth", "quiz", "pip", "sqlite3", "sandbox.spawn"])
def test_an_import_that_is_not_allowed_fails_inside(sandbox, name):
    with child(sandbox, f"def f():\n    import {name}") as one:
        failure = one.perform([CALL], [], 100)
    assert (failure.cause, failure.facts["type"]) == ("blocked", "ModuleNotFoundError")


@linux_only
@pytest.mark.parametrize("start", ["os.fork()", "os.posix_spawn('/bin/sleep', ['sleep', '60'], {})"])
def test_processes_that_a_submission_starts_end_with_it(start):
    source = f"import os, time\npid = {start}\nwhile not pid: time.sleep(1)\nprint(os.getpid(), pid)\ndef f(): ..."
    spawner = Spawner()
    try:
        with child(spawner, source) as one:
            one.perform([CALL], [], 100)
            pids = [int(word) for word in one.output().split()]
    except AssertionError as refused:
        assert "BlockingIOError" in str(refused)  # noqa: PT017 (an ordinary user may not start any)
        return
    finally:
        spawner.close()
    assert len(pids) == 2
    assert gone(pids)


def test_code_that_exits_has_died(sandbox):
    with child(sandbox, "import os\ndef f(): os._exit(0)") as one:
        failure = one.perform([CALL], [], 100)
        assert (failure.cause, failure.facts["status"]) == ("died", 0)
        assert one.perform([CALL], [], 100).cause == "died"


@pytest.mark.parametrize("busy", ["while True: pass", "import time; time.sleep(60)", "10 ** 10 ** 9"])
def test_endless_work_is_found_at_the_limit(sandbox, busy):
    with child(sandbox, f"def f():\n    {busy}", seconds=0.4) as one:
        one.allow(0.4)
        start = time.monotonic()
        assert one.perform([CALL], [], 100).cause == "timeout"
        assert 0.39 < time.monotonic() - start < 20.0


GRADER_WITH_A_BUSY_CHILD = """
import sys, threading
from exercises.catalog import Limits
from grader.sandbox.child import Child
from grader.sandbox.fork import Forker
from grader.sandbox.spawn import Spawner
def start():
    sandbox = Spawner() if sys.argv[1] == "plain" else Forker()
    one = Child(sandbox.take())
    one.greet(20.0)
    source = "import os, sys, time\\nprint(os.getpid()); sys.stdout.flush()\\n" + sys.argv[2]
    threading.Thread(target=one.load, args=([("submission", source.encode())], Limits(seconds=60.0), 0)).start()
    while not one.output(): pass
    print("busy", flush=True)
worker = threading.Thread(target=start)
worker.start()
worker.join()
sys.stdin.read()
"""


@linux_only
@pytest.mark.parametrize("kind", ["plain", pytest.param("locked", marks=lockable)])
@pytest.mark.parametrize("busy", ["while True: pass", "time.sleep(60)"])
def test_nothing_is_alive_after_the_grader_was_killed(kind, busy):
    command = [sys.executable, "-c", GRADER_WITH_A_BUSY_CHILD, kind, busy]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as grader:
        assert grader.stdout.readline() == b"busy\n"
        below = descendants(grader.pid)
        assert below
        grader.kill()
        grader.wait()
        assert gone(below)


CHECKS_WITHOUT_END = """
from exercises.catalog import Catalog
from grader import Grader, Options
dense = Catalog().get("layers/dense")
with Grader(keep_ready=True) as grader:
    while True:
        grader.check(dense, dense.solution.encode(), Options())
"""


@linux_only
@pytest.mark.parametrize("kind", ["plain", pytest.param("auto", marks=lockable)])
def test_a_grader_killed_at_any_point_leaves_no_process(kind):
    """While the zygote starts, while it forks, while a child works; whatever it has started by then."""
    env = {**os.environ, "GRADLINGS_ISOLATION": kind, "GRADLINGS_REQUIRE_ISOLATION": ""}
    for after in (0.15, 0.3, 0.4, 0.5, 0.7, 1.0):
        with subprocess.Popen([sys.executable, "-c", CHECKS_WITHOUT_END], cwd=ROOT, env=env) as grader:
            time.sleep(after)
            below = descendants(grader.pid)
            grader.kill()
            grader.wait()
            assert gone(below), after


def test_a_child_outlives_the_thread_that_started_it():
    """Each check is made in a thread of its own by what the thread before it started, and that thread has ended."""
    with Grader(keep_ready=True) as grader:
        for _ in range(3):
            with ThreadPoolExecutor(1) as pool:
                report = pool.submit(grader.check, DENSE, DENSE.solution.encode()).result()
            assert report.passed, report.message.en


def test_several_threads_may_check_at_once(sandbox):
    wrong = DENSE.solution.replace("dy.sum(axis=0)", "dy.mean(axis=0)")
    sources = [DENSE.solution, wrong] * 3
    grader = Grader(sandbox)

    def check(source):
        return grader.check(DENSE, source.encode(), Options(salt="threads"))

    with ThreadPoolExecutor(3) as pool:
        verdicts = [report.verdict for report in pool.map(check, sources)]
    assert verdicts == ["pass", "fail"] * 3


def test_what_is_printed_is_kept_up_to_64_kib_and_without_escape_sequences(sandbox):
    with child(sandbox, "print('\\x1b[31m' + 'x' * 1000000)\ndef f(): ...") as one:
        one.end()
        text = one.output()
    assert 4_000 < len(text) <= 64 * 1024
    assert "\x1b" not in text


def test_results_other_than_promised_are_no_results(sandbox):
    source = "import sys\nsys.modules['sandbox.worker'].Worker.perform = lambda *a: [a[2][0]] * 3\ndef f(): ..."
    with child(sandbox, source) as one:
        assert one.perform([CALL], [np.zeros(1)], 100).cause == "garbage"


def test_memory_past_the_limit_is_a_memory_error(sandbox):
    source = "import numpy as np\ndef f(): return np.ones(10 ** 9)"
    with Child(sandbox.take()) as one:
        one.greet(20.0)
        one.load([("submission", source.encode())], Limits(memory_mb=200), seed=0)
        failure = one.perform([CALL], [], 100)
    assert isinstance(failure, Failure)
    assert failure.cause == "memory"


@linux_only
def test_a_closed_grader_leaves_no_process_and_no_open_file():
    threads, files, before = threading.active_count(), open_files(), descendants(os.getpid())
    for sandbox in (Spawner(), *([Forker()] if lockable.args[0] is False else [])):
        with Grader(sandbox, keep_ready=True) as grader:
            grader.check(DENSE, b"", Options(salt="x"))
            assert descendants(os.getpid()) > before
        deadline = time.monotonic() + 20.0
        while threading.active_count() > threads and time.monotonic() < deadline:
            time.sleep(0.01)
        assert gone(descendants(os.getpid()) - before)
        assert open_files() <= files


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def test_alive_knows_the_living_from_the_dead():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert alive(process.pid)
    assert not alive(process.pid)
