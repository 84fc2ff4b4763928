"""A check on its way, as whoever waits for it holds it: told of every stage that passed, and free to call it off.

Owns the list of what has to be stopped then. Refuses to know what a check is. Plain Python: a front end makes one
before anything of the grader is loaded.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol
from weakref import WeakSet

from exercises.catalog import Stage

Told = Callable[[Stage], object]


class Cancelled(Exception):
    """Somebody called the check off: there is no verdict."""


class Interruptible(Protocol):
    """Something that another thread may stop."""

    def interrupt(self) -> None:
        """Give up now; harmless when it is over."""


def nobody(stage: Stage) -> None:
    """Is told, and does nothing."""


class Errand:
    """One check. `told` is called with each stage once, in the thread that judges; `cancel` comes from any other."""

    def __init__(self, told: Told = nobody) -> None:
        self._told = told
        self._passed: set[Stage] = set()
        self._running: WeakSet[Interruptible] = WeakSet()
        self._lock = threading.Lock()
        self._off = False

    @property
    def cancelled(self) -> bool:
        """Whether it was called off."""
        return self._off

    def cancel(self) -> None:
        """Call it off: what runs is killed at once, nothing more is started, and the check ends in Cancelled."""
        with self._lock:
            self._off = True
            running = list(self._running)
        for each in running:
            each.interrupt()

    def go_on(self) -> None:
        """Raises Cancelled where it was called off."""
        if self._off:
            raise Cancelled

    def runs(self, each: Interruptible) -> None:
        """This is to be stopped with it, until nobody else holds it any more. Raises Cancelled; then stop it now."""
        with self._lock:
            self._running.add(each)
        self.go_on()

    def passed(self, stage: Stage) -> None:
        """A stage passed in all cases; a second time is no news. Raises Cancelled."""
        self.go_on()
        if stage not in self._passed:
            self._passed.add(stage)
            self._told(stage)
