"""How the cost of a backward grows with the size of its inputs, by our own clock.

Honest work grows linearly with batch and width; numerical differentiation inside `backward` grows quadratically.
At 32 times the size the honest ratio is at most about 32 (loops), usually far less (vectorised code); a ratio past
80 that a second fresh child confirms is refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from exercises.catalog import Case, Exercise
from grader.calls import Layer, Program
from grader.draws import Draw, draw
from grader.report import Check
from grader.sandbox.child import Child, Failure

FACTOR = 32
THRESHOLD = 80.0
REPEATS = 5
LEAST = 1e-3
"""Seconds that a timed piece of work must last at least, or the clock and the wire are what is measured."""
QUICK = 0.02
SUSPICIOUS = 200.0
"""A backward this many times slower than its forward is worth a large base, however long that takes."""
PATIENCE = 12.0


def checks(
    exercise: Exercise, draws: Sequence[Draw], salt: str, child: Child, fresh: Callable[[], Child]
) -> list[Check]:
    """One check for every size of the exercise's `growth`, in `child`; `fresh` gives another one that is loaded."""
    found = []
    for size in exercise.growth:
        growth = Growth(exercise, draws, salt, size)
        ratio = growth.ratio(child)
        if ratio > THRESHOLD:  # a busy machine looks like this too, once
            second = fresh()
            ratio = growth.ratio(second)
            second.end()
        passed, case = ratio <= THRESHOLD, f"{size} x {FACTOR}"
        found.append(Check("cost", "cost", size, case, False, passed, ratio / FACTOR, THRESHOLD / FACTOR))
    return found


@dataclass(frozen=True)
class Growth:
    """How the time of a forward and a backward grows with one size of an exercise."""

    exercise: Exercise
    draws: Sequence[Draw]
    salt: str
    size: str

    def ratio(self, child: Child) -> float:
        """Time at FACTOR times the size over time at once the size, the best of both; at least 1."""
        timer = _Timer(Layer(self.exercise), child)
        base = _base(self.draws, timer)
        once = timer.best(base)
        if once is None:
            return 1.0
        large = draw(self.exercise, grown(self.exercise, base.case, self.size), self.salt)
        allowed = max(1.2 * min(THRESHOLD * once, PATIENCE), 0.2)
        for _ in range(REPEATS):
            seconds = timer.once(large, 1, allowed)
            if seconds is None:
                break
            if seconds <= THRESHOLD * once:
                return max(seconds / once, 1.0)
        return THRESHOLD * 1.01


def grown(exercise: Exercise, case: Case, size: str) -> Case:
    """The case with every axis named `size` repeated FACTOR times."""
    args: dict[str, Any] = dict(case.args)
    for argument in exercise.role("forward").args:
        if size in argument.shape:
            axis = argument.shape.index(size)
            args[argument.name] = np.concatenate([args[argument.name]] * FACTOR, axis=axis)
    return replace(case, name=f"{case.name}, {size} x {FACTOR}", args=args)


def _base(draws: Sequence[Draw], timer: _Timer) -> Draw:
    """The widest case if that is quick or suspicious, else the largest ordinary one (slow loops are no crime)."""
    widest = max(draws, key=lambda d: d.function.size)
    ordinary = max((d for d in draws if d.function.size <= 512), key=lambda d: d.function.size, default=widest)
    both, alone = timer.once(widest, 1, PATIENCE), timer.once(widest, 1, PATIENCE, backward=False)
    if both is None or alone is None:
        return ordinary
    return widest if both <= QUICK or both > SUSPICIOUS * alone else ordinary


class _Timer:
    """Times a forward and a backward in one child."""

    def __init__(self, layer: Layer, child: Child) -> None:
        self._layer = layer
        self._child = child

    def best(self, of: Draw) -> float | None:
        """Seconds of one forward and backward: the minimum of REPEATS, each lasting at least LEAST."""
        times = 1
        while (seconds := self.once(of, times, PATIENCE)) is not None and seconds < LEAST and times < 1024:
            times *= 2
        if seconds is None:
            return None
        more = [self.once(of, times, PATIENCE) for _ in range(REPEATS - 1)]
        return min([seconds, *(s for s in more if s is not None)]) / times

    def once(self, of: Draw, times: int, patience: float, *, backward: bool = True) -> float | None:
        """Seconds that this many repetitions took together; None where they did not end in time."""
        program = Program(expected=4 * sum(v.nbytes for v in of.case.args.values() if isinstance(v, np.ndarray)))
        self._layer.add_forward(program, of.case, 0, times=times)
        if backward:
            self._layer.add_backward(program, of.upstreams[0], 0, times=times)
        program.expected += sum(right.nbytes for right in of.right)
        self._child.allow(patience)
        start = time.perf_counter()
        failed = isinstance(program.run(self._child), Failure)
        return None if failed else time.perf_counter() - start
