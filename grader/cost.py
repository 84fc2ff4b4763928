"""How the cost of a backward grows with the size of its inputs, by our own clock.

Honest work grows linearly with batch and width; numerical differentiation inside `backward` grows quadratically.
At 32 times the size the honest ratio is at most about 32 (loops), usually far less (vectorised code); a ratio past
80 that a second fresh child confirms is refused. Work is timed as the difference between doing it more and fewer
times in one frame: the arrays of the larger case take longer on the wire, and that is not the learner's cost.
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
        if not passed:
            break
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
        once = timer.best(base, PATIENCE)
        if once is None:
            return 1.0
        large = draw(self.exercise, grown(self.exercise, base.case, self.size), self.salt)
        allowed = min(THRESHOLD * once, max(PATIENCE, PAST_LINEAR * once))
        seconds = timer.best(large, allowed + SLACK, enough=THRESHOLD * once)
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
    """Times a forward and a backward in one child."""

    def __init__(self, layer: Layer, child: Child) -> None:
        self._layer = layer
        self._child = child

    def best(self, of: Draw, patience: float, *, enough: float = 0.0) -> float | None:
        """Seconds of one forward and backward without the wire; None where one did not end in time.

        The difference of two minima of REPEATS: a minimum of differences would be biased low by noise. Stops early
        at a value that is low `enough`, or after slow work, against which the wire is nothing.
        """
        times = self._repetitions(of, patience)
        slow = self.frame(of, 1, patience) if times == 1 else None
        if slow is not None and slow > QUICK:
            return slow
        few = many = seconds = np.inf
        for _ in range(REPEATS if times else 0):
            one, three = self.frame(of, times, patience), self.frame(of, 3 * times, 3 * patience)
            if one is None or three is None:
                return None
            few, many = min(few, one), min(many, three)
            seconds = max(many - few, 0.1 * few) / (2 * times)
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
        start = time.perf_counter()
        failed = isinstance(program.run(self._child), Failure)
        return None if failed else time.perf_counter() - start

    def _repetitions(self, of: Draw, patience: float) -> int:
        """How often the work must be done to last at least LEAST; 0 where it does not end."""
        times = 1
        while (seconds := self.frame(of, times, patience)) is not None and seconds < LEAST and times < 1024:
            times *= 2
        return 0 if seconds is None else times
