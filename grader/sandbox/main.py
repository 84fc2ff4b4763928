"""What a spawned child runs: `python -I -S -B main.py FD NUMPY_PARENT`, started by path.

Owns the order of things in the child: NumPy and every allowed module first, then the hello, then the limits, and
only then the submission. Puts this folder and NumPy's parent on sys.path just long enough to import, so that the
submission can import nothing that is not loaded already; none of our packages is ever importable.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import random
import select
import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

try:
    import resource
except ImportError:  # Windows has none; the grader's wall clock stands anyway
    resource = None  # type: ignore[assignment]

# Everything a submission may import beside NumPy; loaded before the path is emptied. Not numpy.testing, ma and
# polynomial, which nobody needs here and which would make every start 80, 30 and 15 ms longer.
ALLOWED = """
    abc bisect cmath collections collections.abc contextlib copy dataclasses decimal enum fractions functools heapq
    itertools math numbers operator random re statistics string textwrap time types typing warnings
    numpy.fft numpy.lib.stride_tricks numpy.linalg numpy.random numpy.typing
"""


def limit(seconds: float, memory_mb: int) -> None:
    """Set the resource limits that this platform has, each on its own, since some refuse some."""
    if resource is None:
        return
    space = _address_space() + memory_mb * 2**20
    cpu = int(seconds) + 1
    for which, soft, hard in (
        (resource.RLIMIT_AS, space, space),
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NOFILE, 64, 64),
        (resource.RLIMIT_NPROC, 0, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (soft, hard))


def _address_space() -> int:
    """Bytes that this process has mapped now; a generous guess where there is no /proc."""
    with contextlib.suppress(OSError), open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
        return int(statm.read().split()[0]) * resource.getpagesize()
    return 2**30


def end_with_grader(fd: int) -> None:
    """End this process as soon as the grader's end of the socket is closed, whatever the submission is doing.

    A thread and not PR_SET_PDEATHSIG: that exists on Linux only and follows the grader's *thread*, so a child started
    by a worker thread would die with it. Code that never lets another thread run meets its CPU limit instead.
    """
    if not hasattr(select, "poll"):
        return
    hung_up = select.poll()
    hung_up.register(fd, 0)  # no event but the hang-up, which is always reported

    def watch(exit_now: Callable[[int], Any] = os._exit) -> None:
        hung_up.poll()
        exit_now(0)

    threading.Thread(target=watch, daemon=True).start()


def serve(stream: Any, wire: ModuleType, worker: ModuleType) -> None:
    """Say hello, then answer frames one at a time until the grader closes the socket."""
    wire.write_frame(stream, wire.Frame(wire.HELLO, json.dumps({"layers": ["rlimits"] if resource else []})))
    submission = worker.Worker()
    while True:
        frame = wire.read_frame(stream, max_bytes=2**31, max_text=2**24)
        try:
            reply = answer(frame, wire, submission)
        except worker.Oops as oops:
            reply = wire.Frame(wire.ERROR, json.dumps(oops.facts))
        with contextlib.suppress(BaseException):  # the submission may have put anything in sys.stdout's place
            sys.stdout.flush()
        wire.write_frame(stream, reply)


def answer(frame: Any, wire: ModuleType, submission: Any) -> Any:
    """The reply to one frame. Raises Oops for whatever the submission did instead."""
    told = json.loads(frame.text)
    if frame.kind != wire.SOURCE:
        return wire.Frame(wire.CALL, "", tuple(submission.perform(told["calls"], frame.arrays)))
    limit(told["seconds"], told["memory_mb"])
    random.seed(told["seed"])
    sys.modules["numpy"].random.seed(told["seed"])
    sources = [array.tobytes() for array in frame.arrays]
    defined = submission.load(list(zip(told["modules"], sources, strict=True)))
    return wire.Frame(wire.LOADED, json.dumps(defined))


def main() -> None:
    """Import everything, close the way to more, serve."""
    fd, numpy_parent = int(sys.argv[1]), sys.argv[2]
    sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), numpy_parent]  # noqa: PTH100, PTH120
    wire, worker = importlib.import_module("wire"), importlib.import_module("worker")
    for name in ALLOWED.split():
        importlib.import_module(name)
    _touch(sys.modules["numpy"])
    sys.path.clear()
    sys.path_importer_cache.clear()
    sys.argv = ["submission"]
    end_with_grader(fd)
    serve(wire.FdStream(fd), wire, worker)


def _touch(np: ModuleType) -> None:
    """Use once what loads parts of itself late: LAPACK, array printing, codecs."""
    np.linalg.svd(np.eye(2) @ np.eye(2))
    str(np.zeros(1))
    json.dumps({}).encode("utf-8", "replace")


if __name__ == "__main__":
    main()
