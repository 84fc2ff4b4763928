"""How the cost of a backward grows with the size of its inputs, by the kernel's account or our own clock.

Owns the stage `cost`. Honest work grows linearly with batch and width; numerical differentiation inside `backward`
grows quadratically. What grows more than SLACK times faster than linearly, and does so again in other processes, is
refused. Refuses to call slow code wrong: somebody's loops are compared with nothing but themselves.

Most code need not be measured like that: who differentiates numerically runs a forward for every number, so a
backward that takes a fraction of that did not.

Small arrays would not do as a base, since calls cost more there than numbers and quadratic growth looks linear; hence
the widest case, as long as somebody can wait for a multiple of it. No two runs see the same numbers: code could
remember what it was asked. Nothing tells a timed call from another, and what fails or is wrong when timed is refused.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from exercises.catalog import Case, Exercise
from grader.calls import Program
from grader.compare import SINGLE_MOST
from grader.drawing import draw
from grader.draws import LARGE, Draw, stream
from grader.kinds import functions_of
from grader.numgrad import Array
from grader.report import Check
from grader.sandbox.child import Child, Failure
from grader.starts import Fresh

SLACK = 2.5
"""Times linear growth. With three busy processes a core, loops were seen to grow 1.6 times as fast as they do."""
MOST_FACTOR = 32
LEAST_FACTOR = 16
"""With less, vectorised differences are still as cheap as their calls."""
BUDGET = 1.0
"""Seconds that an honest run of the larger size should take: a slow base is enlarged by a smaller factor."""
DOUBTFUL = 1.5
"""Times linear growth that neither busy machines nor cheap differences explain well: a still larger run decides."""
LARGER = 4
LARGER_BUDGET = 6.0
"""Seconds, again of an honest run."""
AFFORDABLE = 0.4
"""Seconds up to which the widest case is the base, else the largest ordinary one (slow loops are no crime)."""
MOST = 40.0
"""Seconds of processor time for any larger run: a small case that takes a second does so on purpose."""
REPEATS = 5
SHARE = 50
"""A backward that takes less than this part of what numerical differentiation must take is not measured further."""
TRIES = 3
"""A process is slow at first, and a machine now and then."""
GLANCE = 1.0
"""Seconds of our clock for a look at whether there is anything to measure."""
BASES = 5.0
"""Seconds of our clock for all runs of the base."""
SPARE = 3.0
"""Seconds of our clock that a larger run has beside twice its processor time; who sleeps when timed runs into it."""
JITTER = 1e-3


def checks(exercise: Exercise, salt: str, child: Child, fresh: Fresh) -> list[Check]:
    """One check for every size of the exercise's `growth`, by a look at `child` or by measuring in fresh ones."""
    if not exercise.growth or _obviously_honest(exercise, salt, child):
        return [_check(size) for size in exercise.growth]
    found: list[Check] = []
    growth = Growth(exercise, f"{salt}-once", fresh)
    for size in _telling(exercise, salt):
        excess = growth.excess(size)
        if excess > SLACK:  # a busy machine looks like this too, once
            excess = Growth(exercise, f"{salt}-again", fresh, growth).excess(size)
        found.append(_check(size, excess))
        if not found[-1].passed:
            break
    return found


def _telling(exercise: Exercise, salt: str) -> list[str]:
    """The sizes, those first with which most numbers grow: numerical differentiation shows there soonest."""
    args, arguments = _widest(exercise, salt).case.args, exercise.role("forward").args

    def growing(size: str) -> int:
        return sum(args[a.name].size for a in arguments if a.differentiate and size in a.shape)

    return sorted(exercise.growth, key=growing, reverse=True)


def _check(size: str, excess: float | None = None) -> Check:
    passed = excess is None or excess <= SLACK
    return Check("cost", "cost", size, f"{size} grows", False, passed, excess, None if excess is None else SLACK)


def _obviously_honest(exercise: Exercise, salt: str, child: Child) -> bool:
    """Whether the widest case takes far less than a forward for every number.

    Our forward sets the scale: a learner's could be slow on purpose. Even stacked into one call, which is eight times
    cheaper, the forwards would take longer than this.
    """
    child.allow(GLANCE)
    for attempt in range(TRIES):
        widest = _widest(exercise, f"{salt}-look-{attempt}")
        seen = timed(exercise, widest, child)
        if not seen.right:
            return False
        if seen.seconds <= widest.function.size * _our_forward(widest) / SHARE:
            return True
    return False


def _our_forward(of: Draw) -> float:
    """Seconds of processor time that the reference takes, at least."""
    seen = []
    for _ in range(REPEATS):
        start = time.thread_time()
        of.function()
        seen.append(time.thread_time() - start)
    return min(seen)


class Growth:
    """How the time of a forward and a backward grows with the sizes of an exercise, by one base for all of them.

    Where there was a measurement `before`, the slower of the two bases counts: the machine may have got busy since.
    """

    def __init__(self, exercise: Exercise, salt: str, fresh: Fresh, before: Growth | None = None) -> None:
        self._exercise = exercise
        self._salt = salt
        self._fresh = fresh
        self.choose: Callable[[Exercise, str], Draw] = _widest if before is None else before.choose
        seconds = self._base()
        if seconds is not None and seconds > AFFORDABLE and before is None:
            self.choose = _ordinary
            seconds = self._base()
        known = None if before is None else before.once
        self.once: float | None = seconds if seconds is None or known is None else max(seconds, known)
        """Seconds of the base; None where it fails or is wrong."""

    def excess(self, size: str) -> float:
        """Growth of the time over growth of the size; infinite where timed work fails or is wrong."""
        if self.once is None:  # it worked when nobody timed it
            return np.inf
        factor = int(np.clip(BUDGET / self.once, LEAST_FACTOR, MOST_FACTOR))
        excess = self._excess(size, factor, self.once)
        if DOUBTFUL < excess <= SLACK:
            larger = np.clip(LARGER_BUDGET / self.once, 2 * factor, LARGER * factor)
            excess = self._excess(size, int(larger), self.once)
        return excess

    def _excess(self, size: str, factor: int, once: float) -> float:
        allowed = min(SLACK * factor * once, MOST)
        base, rng = self.choose(self._exercise, self._salt), stream(self._salt, size)
        large = draw(self._exercise, grown(self._exercise, base.case, size, factor, rng), self._salt)
        with self._fresh(math.ceil(allowed)) as child:
            child.allow(SPARE + 2 * allowed)
            seen = timed(self._exercise, large, child)
        if seen.unfinished:
            return 1.01 * SLACK
        return seen.seconds / (factor * once) if seen.right else np.inf

    def _base(self) -> float | None:
        """Seconds of the base: the median, since noise must not refuse anybody; None where it fails or is wrong."""
        found: list[float] = []
        with self._fresh(math.ceil(BASES)) as child:
            child.allow(BASES)
            for attempt in range(REPEATS):
                seen = timed(self._exercise, self.choose(self._exercise, f"{self._salt}-{attempt}"), child)
                if not seen.right:
                    return None
                found.append(seen.seconds)
                if sum(found) > AFFORDABLE:
                    break
        return float(np.median(found))


@dataclass(frozen=True)
class Timed:
    """One timed run of a forward and a backward."""

    seconds: float
    right: bool
    """Whether it gave the right gradients: anything less could be no work at all."""
    unfinished: bool
    """Whether it met the end of its time or memory."""


def timed(exercise: Exercise, of: Draw, child: Child) -> Timed:
    """Time from sending to having the results, under whatever deadline the child has."""
    layer = functions_of(exercise)
    program = Program(expected=4 * _bytes(of.case.args.values()) + _bytes(of.right))
    layer.add_forward(program, replace(of.case, name=""), 0)  # prints belong to no case
    layer.add_backward(program, of.upstreams[0], 0)
    start = child.clock()
    results = program.run(child)
    if isinstance(results, Failure):
        return Timed(np.inf, right=False, unfinished=results.cause in ("timeout", "memory"))
    return Timed(child.clock() - start, _right(of, results[len(layer.outputs) :]), unfinished=False)


def _right(of: Draw, gradients: Sequence[Array]) -> bool:
    """To single precision, which is all that some have."""
    shapes = [of.case.args[name].shape for name in of.function.wrt]
    return [g.shape for g in gradients] == shapes and of.gate([gradients]) <= SINGLE_MOST


@lru_cache(maxsize=8)
def _widest(exercise: Exercise, salt: str) -> Draw:
    """The case with the most numbers, drawn anew; kept for the next submission of a run."""
    cases = exercise.reference.cases(stream(salt, exercise.id, "cost"))
    return draw(exercise, max(cases, key=_size), salt)


def _ordinary(exercise: Exercise, salt: str) -> Draw:
    """The largest case of those whose gradients are compared entry by entry, drawn anew."""
    cases = exercise.reference.cases(stream(salt, exercise.id, "cost"))
    ordinary = [case for case in cases if _size(case) <= LARGE]
    return draw(exercise, max(ordinary, key=_size, default=cases[0]), salt)


def grown(exercise: Exercise, case: Case, size: str, factor: int, rng: np.random.Generator) -> Case:
    """The case with every axis named `size` repeated, no two repetitions quite the same: equal ones can share work."""
    args: dict[str, Any] = dict(case.args)
    for argument in exercise.role("forward").args:
        if size in argument.shape:
            repeated = np.concatenate([args[argument.name]] * factor, axis=argument.shape.index(size))
            if argument.differentiate:
                repeated *= 1.0 + JITTER * rng.standard_normal(repeated.shape)
            args[argument.name] = repeated
    return replace(case, args=args)


def _size(case: Case) -> int:
    return sum(value.size for value in case.args.values() if isinstance(value, np.ndarray))


def _bytes(values: Any) -> int:
    return sum(value.nbytes for value in values if isinstance(value, np.ndarray))
