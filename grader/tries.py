"""What one candidate shows: the submission, our solution and a known mistake, run on it side by side.

Owns when a candidate counts: its arguments make sense, the fault is seen, what was recognised explains it, and the
right answer is beyond doubt. Owns the budget too. Refuses to choose candidates (`shrink` does).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from exercises.catalog import Case, Exercise
from grader import compare
from grader.calls import Local, Runner
from grader.candidates import Candidate, fitted
from grader.drawing import draw
from grader.draws import Draw
from grader.numgrad import Array
from grader.sandbox.child import Failure
from grader.symptom import Sighting, Symptom

LIMITS = ((time.thread_time, 0.2), (time.perf_counter, 0.5))
"""Seconds of our own work, which a busy machine does not change, and seconds by the clock, for slow submissions."""
TRIES = 400
"""Ends a search without success at the same case on every machine that is fast enough."""
NAME = "smallest"
AGREES = 1e-9
IMPOSSIBLE = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError, Warning,
)  # fmt: skip
"""What a reference may raise on sizes that make no sense for it."""


@dataclass(frozen=True)
class Found:
    """A candidate that shows the fault."""

    candidate: Candidate
    truth: dict[str, Array]
    sighting: Sighting


class Tries:
    """One submission and what is looked for, until the budget is spent."""

    def __init__(self, exercise: Exercise, wanted: Symptom, runner: Runner, mutant: Runner | None) -> None:
        self._exercise = exercise
        self._wanted = wanted
        self._runner = runner
        self._mutant = mutant
        self._solution = Local(exercise.solution)
        self._made = 0
        self._clocks = [(clock, clock(), seconds) for clock, seconds in LIMITS]

    @property
    def spent(self) -> float:
        """The share of the budget that is gone; at 1 nothing is tried any more."""
        return max(self._made / TRIES, *((clock() - start) / seconds for clock, start, seconds in self._clocks))

    def see(self, candidate: Candidate) -> Found | None:
        """The candidate if it makes sense and shows the fault.

        What is right is our solution's word so far: it costs a tenth of a numerical gradient, and nearly always stands.
        """
        if self.spent >= 1.0:
            return None
        self._made += 1
        wanted, full = self._wanted, self._with_upstreams(candidate)
        right = wanted.probe.run(full, self._solution) if full else None
        if full is None or right is None or isinstance(right, Failure):
            return None
        truth = wanted.probe.truth(right)
        sighting = wanted.seen(wanted.probe.run(full, self._runner), truth, full.arrays)
        return Found(full, truth, sighting) if sighting else None

    def stands(self, found: Found) -> bool:
        """Whether the known mistake that was recognised does the same here, and what is right is right."""
        return self._explained(found) and self._sound(found)

    def _with_upstreams(self, candidate: Candidate) -> Candidate | None:
        """With an upstream for every output; None where these arguments give no outputs, or none that are finite."""
        forward = self._exercise.role("forward")
        try:
            outputs = self._exercise.reference.forward(**candidate.args)
        except IMPOSSIBLE:
            return None
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        if not all(output.size and np.isfinite(output).all() for output in outputs):
            return None
        shapes = [y.shape for o, y in zip(forward.outputs, outputs, strict=True) if o.upstream]
        receiving = zip(self._wanted.probe.layer.receiving, shapes, strict=False)
        upstreams = {name: fitted(candidate.upstreams.get(name), shape) for name, shape in receiving}
        return replace(candidate, upstreams=upstreams)

    def _explained(self, found: Found) -> bool:
        if self._mutant is None:
            return True
        results = self._wanted.probe.run(found.candidate, self._mutant)
        theirs, mine = self._wanted.seen(results, found.truth, found.candidate.arrays), found.sighting.got
        if theirs is None or theirs.got is None or mine is None:
            return theirs is not None
        return np.array_equal(theirs.got, mine, equal_nan=True) or compare.alike(theirs.got, mine, AGREES)

    def _sound(self, found: Found) -> bool:
        """Whether the reference agrees with our solution here, and no kink makes several answers right."""
        layer, backward, truth = self._wanted.probe.layer, self._wanted.probe.backward, found.truth
        try:
            it = drawn(self._exercise, found.candidate)
            differentiated = backward and layer.gradients
            if differentiated and not (it.smooth and it.gate([[truth[name] for name in layer.gradients]]) <= AGREES):
                return False
        except IMPOSSIBLE:
            return False
        return all(compare.values(truth[n], y).error <= AGREES for n, y in zip(layer.outputs, it.right, strict=True))


def drawn(exercise: Exercise, candidate: Candidate) -> Draw:
    """The candidate as a case with all that is right about it. Raises IMPOSSIBLE."""
    found = draw(exercise, Case(NAME, dict(candidate.args)), NAME)
    if not candidate.upstreams:
        return found
    return replace(found, upstreams=(tuple(candidate.upstreams.values()),) * len(found.upstreams))
