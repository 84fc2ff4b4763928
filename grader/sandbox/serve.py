"""What every child does once it is ready, however it was started: greet, then answer frames until the grader is gone.

Owns which modules a submission may import, and the answer to each kind of frame. Imports nothing of the other packages.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from . import limits, wire
from .prints import Prints
from .worker import Oops, Worker

# Everything a submission may import beside NumPy; loaded before the way to more is closed. numpy.ma is what np.unique
# asks for. Not numpy.testing, which nobody needs here and which would make every start 80 ms longer.
ALLOWED = """
    abc bisect cmath collections collections.abc contextlib copy dataclasses decimal enum fractions functools heapq
    itertools math numbers operator random re statistics string textwrap time types typing warnings
    numpy.char numpy.fft numpy.lib.stride_tricks numpy.linalg numpy.ma numpy.polynomial numpy.random numpy.rec
    numpy.strings numpy.typing
"""
# What the above, a traceback and a warning import late; later there is nothing left to open.
LATE = "encodings.utf_8_sig encodings.latin_1 encodings.ascii encodings.idna linecache tokenize traceback"


def preload() -> None:
    """Import all that a submission may use, touch what loads parts of itself late, then close the way to more."""
    for name in (ALLOWED + LATE).split():
        importlib.import_module(name)
    np.linalg.svd(np.eye(2) @ np.eye(2))
    str(np.zeros(1))
    json.dumps({}).encode("utf-8", "replace")
    sys.path.clear()
    sys.path_importer_cache.clear()
    for module in list(sys.modules.values()):  # a package finds its parts by a path of its own
        if hasattr(module, "__path__"):
            module.__path__ = []
    sys.argv[:] = ["submission"]


def redirect(fd: int, *, onto: Sequence[int]) -> None:
    """Make standard descriptors what `fd` is, and close it."""
    for target in onto:
        os.dup2(fd, target)
    os.close(fd)


@dataclass(frozen=True)
class Server:
    """One submission's conversation with the grader."""

    stream: wire.Stream
    layers: Sequence[str]
    """What holds this process, by name; the grader stores it in its report."""
    space: int
    """Bytes that were mapped before the submission came, which its memory limit does not count."""

    def run(self) -> None:
        """Say hello, then answer frames one at a time until the grader closes the socket."""
        wire.write_frame(self.stream, wire.Frame(wire.HELLO, json.dumps({"layers": list(self.layers)})))
        submission = Worker(begin=Prints().begin)
        while True:
            frame = wire.read_frame(self.stream, max_bytes=2**31, max_text=2**24)
            try:
                reply = self._answer(frame, submission)
            except Oops as oops:
                reply = wire.Frame(wire.ERROR, json.dumps(oops.facts))
            with contextlib.suppress(BaseException):  # the submission may have put anything in sys.stdout's place
                sys.stdout.flush()
            wire.write_frame(self.stream, reply)

    def _answer(self, frame: wire.Frame, submission: Worker) -> wire.Frame:
        """The reply to one frame. Raises Oops for whatever the submission did instead."""
        told = json.loads(frame.text)
        if frame.kind != wire.SOURCE:
            return wire.Frame(wire.CALL, "", tuple(submission.perform(told["calls"], frame.arrays)))
        limits.allow(told["seconds"], told["memory_mb"], self.space)
        # Children of one zygote share its generators' states; the string hash seed stays shared.
        random.seed(told["seed"])
        np.random.seed(told["seed"])
        sources = [array.tobytes() for array in frame.arrays]
        defined = submission.load(list(zip(told["modules"], sources, strict=True)))
        return wire.Frame(wire.LOADED, json.dumps(defined))
