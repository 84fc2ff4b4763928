"""The exercise's own solution, run in this process on the cases or on changed ones.

Owns what is kept of its runs, and of those of its wrong versions. Refuses to run a learner's code.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from exercises.catalog import Exercise, Stage
from grader.calls import Local, Program
from grader.draws import Draw
from grader.kinds import functions_of
from grader.numgrad import Array
from grader.sandbox.child import Failure

FORWARD: tuple[Stage, ...] = ("shape", "forward")
BACKWARD: tuple[Stage, ...] = ("gradient-shape", "gradient")

Arrays = tuple[Array, ...] | None


class Solution:
    """The exercise's own solution, run on the cases or on changed ones: a mistake is known by what it would give."""

    def __init__(self, exercise: Exercise) -> None:
        self.layer = functions_of(exercise)
        self.source = exercise.solution
        self._runner = Local(self.source)
        self._caches: dict[str, int] = {}
        self._truth: dict[tuple[str, bool], Arrays] = {}
        self._runners: dict[tuple[str, bool], Local] = {}
        self._given: dict[tuple[str, str, bool], Arrays] = {}

    def outputs(self, draw: Draw, **changed: Any) -> Arrays:
        """The forward with some arguments replaced."""
        program = Program(expected=0)
        self.layer.add_forward(program, replace(draw.case, args={**draw.case.args, **changed}), 0)
        return self._run(program)

    def gradients(self, draw: Draw, **changed: Any) -> Arrays:
        """The backward with some arguments replaced."""
        program = Program(expected=0)
        self.layer.add_forward(program, replace(draw.case, args={**draw.case.args, **changed}), 0)
        self.layer.add_backward(program, draw.upstreams[0], 0)
        results = self._run(program)
        return None if results is None else results[len(self.layer.outputs) :]

    def pulled(self, draw: Draw, upstreams: tuple[Array, ...]) -> Arrays:
        """The backward with another upstream; the forward is run once a case."""
        program, cache = Program(expected=0), 1 + len(self._caches)
        if draw.case.name not in self._caches:
            self.layer.add_forward(program, draw.case, cache)
            if self._run(program) is None:
                return None
            self._caches[draw.case.name] = cache
        cache = self._caches[draw.case.name]
        program = Program(expected=0, cases={cache: draw.case.name})
        self.layer.add_backward(program, upstreams, cache)
        return self._run(program)

    def truth(self, draw: Draw, stage: Stage) -> Arrays:
        """What is right at this stage, kept."""
        key = (draw.case.name, stage in FORWARD)
        if key not in self._truth:
            right = self.outputs(draw) if stage in FORWARD else self.pulled(draw, draw.upstreams[0])
            self._truth[key] = right
        return self._truth[key]

    def given(self, mutant: str, draw: Draw, stage: Stage) -> Arrays:
        """What a wrong version gives at this stage, kept: a proof asks every mistake about every other."""
        backward = stage in BACKWARD
        key = (mutant, draw.case.name, backward)
        if key not in self._given:
            if (mutant, backward) not in self._runners:
                self._runners[mutant, backward] = Local(mutant)
            program = Program(expected=0)
            self.layer.add_forward(program, draw.case, 0)
            if backward:
                self.layer.add_backward(program, draw.upstreams[0], 0)
            results = self._run(program, self._runners[mutant, backward])
            skipped = len(self.layer.outputs) if backward else 0
            self._given[key] = None if results is None else results[skipped:]
        return self._given[key]

    def terms(self, draw: Draw) -> Arrays:
        """How many terms each entry of each gradient has, where it is a sum of products; else numbers without sense."""
        ones = {name: np.ones_like(draw.case.args[name]) for name in self.layer.wrt}
        pulled = tuple(map(np.ones_like, draw.upstreams[0]))
        return self.gradients(replace(draw, upstreams=(pulled,)), **ones)

    def _run(self, program: Program, runner: Local | None = None) -> Arrays:
        with np.errstate(all="ignore"):
            results = program.run(runner or self._runner)
        return None if isinstance(results, Failure) else results
