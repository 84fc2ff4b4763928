"""The processes of one check: each with the submission, or a variant of it, and what it may use.

Owns how they are started and that a check which is called off stops them. Refuses to know what they are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from exercises.catalog import Exercise, Limits
from grader.errand import Cancelled, Errand
from grader.sandbox import Sandbox
from grader.sandbox.child import Child
from grader.shrink import PATIENCE

Fresh = Callable[[int], Child]
"""Gives another process with the submission loaded, which may use this many seconds of processor time."""
SUBMISSION = "submission"
START = 20.0
"""Seconds that a child may take to say hello; a cold disk and a busy machine are slow, not broken."""


class Starts:
    """Starts them. Every method raises SandboxError, and Cancelled."""

    def __init__(self, exercise: Exercise, source: bytes, sandbox: Sandbox, errand: Errand) -> None:
        self._limits = exercise.limits
        self._source = source
        self._sandbox = sandbox
        self.errand = errand

    @property
    def level(self) -> str:
        """What holds them, as measured."""
        return self._sandbox.level

    def bare(self) -> Child:
        """One that was not greeted and has no source yet."""
        self.errand.go_on()
        child = Child(self._sandbox.take())
        try:
            self.errand.runs(child)
        except Cancelled:
            child.end()
            raise
        return child

    def variant(self, source: bytes) -> Child:
        """One with this source loaded."""
        return self._loaded(source, self._limits)

    def fresh(self, seconds: int) -> Child:
        """Ended by the kernel after these seconds of processor time (a child gets one more than its limit says)."""
        return self._loaded(self._source, replace(self._limits, seconds=seconds - 1.0), wall=self._limits.seconds)

    @contextmanager
    def again(self) -> Iterator[Child]:
        """The submission in a process of its own, for what explains and does not count."""
        with self.variant(self._source) as child:
            child.allow(PATIENCE)
            yield child

    def _loaded(self, source: bytes, limits: Limits, *, wall: float | None = None) -> Child:
        child = self.bare()
        child.greet(START)
        child.load([(SUBMISSION, source)], limits, seed=0, wall=wall)
        return child
