"""What a child is asked to do: the calls of one frame, with the arrays they refer to.

Owns the JSON of a call. A call is written by the grader only; what comes back is arrays in the order stated here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from grader.numgrad import Array
from grader.sandbox.child import Asked, Call, Failure
from grader.sandbox.worker import Oops, Worker

HEADROOM = 8
"""Results may be this many times the expected size before they count as absurd and are not read at all."""
LEAST = 1 << 20


class Runner(Protocol):
    """Whatever can make calls: a child, or our own process for our own code."""

    @property
    def distant(self) -> bool:
        """Whether asking costs more than small work does."""

    def perform(self, calls: Sequence[Call], arrays: Sequence[Array], max_bytes: int) -> tuple[Array, ...] | Failure:
        """The flattened results of all calls in order, then the echoes; or why there are none."""


@dataclass
class Program:
    """The calls of one frame, collected."""

    expected: int
    """About how many bytes the honest results have."""
    calls: list[Call] = field(default_factory=list)
    arrays: list[Array] = field(default_factory=list)
    cases: dict[int, str] = field(default_factory=dict)
    """Case by number of the cache: a backward belongs to the case of its forward."""

    def add(self, function: str, args: list[Any], result: Any, **flags: Any) -> None:
        """One more call; ndarrays among its arguments are sent beside the text."""
        self.calls.append({"function": function, "args": [self._encode(a) for a in args], "result": result, **flags})

    def run(self, runner: Runner) -> tuple[Array, ...] | Failure:
        """Make the calls."""
        return runner.perform(self.asked, self.arrays, HEADROOM * self.expected + LEAST)

    @cached_property
    def asked(self) -> Asked:
        """All of them: to be called when there are no more to add."""
        return Asked(self.calls)

    def _encode(self, value: Any) -> Any:
        """An array that several calls are given goes out once; each call gets a copy of its own."""
        if isinstance(value, dict) and "dict" in value:
            return {"dict": {key: self._encode(item) for key, item in value["dict"].items()}}
        if not isinstance(value, np.ndarray):
            return value
        for position, array in enumerate(self.arrays):
            if array is value:
                return {"array": position}
        self.arrays.append(value)
        return {"array": len(self.arrays) - 1}


class Local:
    """A runner in our own process, for code of ours: solutions, mutants, benchmarks."""

    distant = False

    def __init__(self, source: str) -> None:
        self._worker = Worker(register=False)
        self._worker.load([("submission", source.encode())])

    def perform(self, calls: Sequence[Call], arrays: Sequence[Array], max_bytes: int) -> tuple[Array, ...] | Failure:  # noqa: ARG002
        """As a child would, without a process."""
        try:
            return tuple(self._worker.perform(calls, arrays))
        except Oops as oops:
            facts = dict(oops.facts)
            return Failure(facts.pop("cause"), facts)
