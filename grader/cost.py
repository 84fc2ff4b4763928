"""How the cost of a backward grows with the size of its inputs, by the kernel's account or our own clock.

Honest work grows linearly with batch and width; numerical differentiation inside `backward` grows quadratically.
At 32 times the size the honest ratio is at most about 32 (loops), usually far less (vectorised code); a ratio past
80 that a second fresh child confirms is refused. Work is timed as the difference between doing it more and fewer
times in one frame: the arrays of the larger case take longer on the wire, and that is not the learner's cost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from exercises.catalog import Case, Exercise
from grader.calls import Layer, Program
from grader.compare import SINGLE
from grader.draws import Draw, draw
from grader.numgrad import Array
from grader.report import Check
from grader.sandbox.child import Child, Failure

FACTOR = 32
THRESHOLD = 80.0
REPEATS = 5
LEAST = 1e-3
"""Seconds that a timed piece of work must last at least, or the clock and the wire are what is measured."""
MOST_DOUBLINGS = 12
QUICK = 0.02
SUSPICIOUS = 50.0
"""A backward this many times slower than its forward is worth a large base, however long that takes."""
PATIENCE = 4.0
"""Seconds after which a large run is given up, if that is already well past linear growth (PAST_LINEAR)."""
PAST_LINEAR = 40.0
SLACK = 0.3
"""Seconds for the wire and a busy machine on top of that."""


def checks(
    exercise: Exercise, draws: Sequence[Draw], salt: str, child: Child, fresh: Callable[[], Child]
) -> list[Check]:
    """One check for every size of the exercise's `growth`, in `child`; `fresh` gives another one that is loaded."""
    found: list[Check] = []
    growth = Growth(exercise, draws, salt, child)
    for size in exercise.growth:
        ratio = growth.ratio(size)
        if ratio > THRESHOLD:  # a busy machine looks like this too, once
            with fresh() as second:
                ratio = Growth(exercise, draws, salt, second).ratio(size)
        passed, case = ratio <= THRESHOLD, f"{size} x {FACTOR}"
        found.append(Check("cost", "cost", size, case, False, passed, ratio / FACTOR, THRESHOLD / FACTOR))
        if not passed:
            break
    return found


class Growth:
    """How the time of a forward and a backward, in one child, grows with the sizes of an exercise."""

    def __init__(self, exercise: Exercise, draws: Sequence[Draw], salt: str, child: Child) -> None:
        self._exercise = exercise
        self._salt = salt
        self._timer = _Timer(Layer(exercise), child)
        self._base = _base(draws, self._timer)
        self._once = self._timer.most(self._base)

    def ratio(self, size: str) -> float:
        """Time at FACTOR times the size over time at once the size, at least 1; infinite where timed work is wrong.

        Noise must not refuse anybody: what is divided by is rather too much, what is divided rather too little.
        """
        timer, once = self._timer, self._once
        if once is None:
            return np.inf if timer.wrong else 1.0
        large = draw(self._exercise, grown(self._exercise, self._base.case, size), self._salt)
        allowed = min(THRESHOLD * once, max(PATIENCE, PAST_LINEAR * once))
        seconds = timer.least(large, allowed + SLACK, enough=THRESHOLD * once)
        if timer.wrong:
            return np.inf
        return THRESHOLD * 1.01 if seconds is None else max(seconds / once, 1.0)


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
    both = timer.frame(widest, 1, PATIENCE)
    alone = [timer.frame(widest, 1, PATIENCE, backward=False) or np.inf for _ in range(REPEATS)]
    return widest if both and (both <= QUICK or both > SUSPICIOUS * min(alone)) else ordinary


class _Timer:
    """Times a forward and a backward in one child; None is work that did not end in time."""

    def __init__(self, layer: Layer, child: Child) -> None:
        self._layer = layer
        self._child = child
        self.wrong = False
        """Set when the arrays of a timed run were not the right ones: then it was no work worth timing."""

    def most(self, of: Draw) -> float | None:
        """Seconds of one forward and backward with their share of the wire: the least of REPEATS, or slow work once."""
        first = self.frame(of, 1, PATIENCE)
        if first is None or first > QUICK:
            return first
        times = 3 * self._repetitions(of, PATIENCE)
        seen = [self.frame(of, times, 3 * PATIENCE) for _ in range(REPEATS if times else 0)]
        seconds = [s / times for s in seen if s is not None]
        return min(seconds) if seconds and len(seconds) == len(seen) else None

    def least(self, of: Draw, patience: float, *, enough: float) -> float | None:
        """Seconds of one forward and backward without the wire, as the difference of two minima.

        A minimum of differences would be biased low by noise. Stops early at a value that is low `enough`.
        """
        first = self.frame(of, 1, patience)
        if first is None or first <= enough:  # wire and all
            return first
        times = self._repetitions(of, patience)
        few = many = seconds = np.inf
        for _ in range(REPEATS if times else 0):
            one, three = self.frame(of, times, patience), self.frame(of, 3 * times, 3 * patience)
            if one is None or three is None:
                return None
            few, many = min(few, one), min(many, three)
            seconds = max(many - few, 0.0) / (2 * times)
            if seconds <= enough:
                break
        return float(seconds) if times else None

    def frame(self, of: Draw, times: int, patience: float, *, backward: bool = True) -> float | None:
        """Seconds from sending to having the results, with everything done `times` times."""
        program = Program(expected=4 * sum(v.nbytes for v in of.case.args.values() if isinstance(v, np.ndarray)))
        self._layer.add_forward(program, of.case, 0, times=times)
        if backward:
            self._layer.add_backward(program, of.upstreams[0], 0, times=times)
        program.expected += sum(right.nbytes for right in of.right)
        self._child.allow(patience)
        start = self._child.clock()
        results = program.run(self._child)
        seconds = self._child.clock() - start
        if isinstance(results, Failure):
            return None
        if backward and not _right(of, results[len(self._layer.outputs) :]):
            self.wrong = True
        return seconds

    def _repetitions(self, of: Draw, patience: float) -> int:
        """How often the work must be done to last at least LEAST; 0 where it does not end."""
        for doublings in range(MOST_DOUBLINGS):
            seconds = self.frame(of, 2**doublings, patience)
            if seconds is None or seconds >= LEAST:
                break
        return 0 if seconds is None else 2**doublings


def _right(of: Draw, gradients: Sequence[Array]) -> bool:
    """Whether timed work gave the gradients, to single precision: anything less could be no work at all."""
    shapes = [of.case.args[name].shape for name in of.function.wrt]
    return [g.shape for g in gradients] == shapes and of.gate([gradients]) <= SINGLE
