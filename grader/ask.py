"""What a trial asks of one runner about one draw: outputs, gradients, and both again.

Owns which calls make up a question, in which order, and how many questions go into one frame: a round trip to a process
costs more than a small case, so all that will be asked about a draw is asked at once. What cannot be answered so is
asked again one by one, since only then is it known which function failed. Refuses to judge the answers (`trial` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from grader.calls import Program, Runner
from grader.draws import Draw
from grader.kinds import Layer
from grader.numgrad import Array
from grader.sandbox.child import LASTING, Failure
from grader.sandbox.wire import MAX_ARRAYS

Results = tuple[Array, ...]


@dataclass(frozen=True)
class Gradients:
    """The gradients for both cotangents, and the arguments of the first calls as they came back."""

    first: Results
    second: Results
    echoed: Results


@dataclass(frozen=True)
class Repeated:
    """The first gradients once more after another draw's forward, and then on the same cache."""

    outputs: Results
    """Of the forward before that other one."""
    again: Results
    twice: Results
    """Empty arrays where that raised."""


class Ask:
    """One runner that has an exercise's functions.

    `others` holds, for every draw that all questions will be asked about, the one whose forward comes in between.
    """

    def __init__(self, layer: Layer, runner: Runner, others: Mapping[Draw, Draw] | None = None) -> None:
        self._layer = layer
        self._runner = runner
        self._others = dict(others or {}) if runner.distant else {}
        self._known: dict[Draw, tuple[Results, Gradients, Repeated]] = {}

    def outputs(self, draw: Draw) -> Results | Failure:
        """One forward."""
        known = self._ahead(draw)
        if known is not None:
            return known if isinstance(known, Failure) else known[0]
        program = new_program(draw)
        self._layer.add_forward(program, draw.case, 0)
        return program.run(self._runner)

    def gradients(self, draw: Draw) -> Gradients | Failure:
        """Gradients for both cotangents, each after a forward of its own."""
        if draw in self._known:
            return self._known[draw][1]
        program = new_program(draw, times=3)
        self._add_gradients(program, draw)
        results = program.run(self._runner)
        return results if isinstance(results, Failure) else self._gradients(results)

    def repeated(self, draw: Draw, other: Draw) -> Repeated | Failure:
        """A backward after another draw's forward, twice."""
        if draw in self._known:
            return self._known[draw][2]
        program = new_program(draw, other, times=3)
        self._add_repeated(program, draw, other)
        results = program.run(self._runner)
        return results if isinstance(results, Failure) else self._repeated(results)

    def _ahead(self, draw: Draw) -> tuple[Results, Gradients, Repeated] | Failure | None:
        """All answers about this draw; a Failure after which there is nobody to ask; None where it goes one by one."""
        other = self._others.pop(draw, None)
        if other is None:
            return self._known.get(draw)
        program = self._everything(draw, other)
        if max(len(program.arrays), program.asked.promised) > MAX_ARRAYS:
            self._others.clear()
            return None
        results = program.run(self._runner)
        if isinstance(results, Failure):
            self._others.clear()
            return Failure(results.cause, {**results.facts, "unsaid": 1}) if results.cause in LASTING else None
        m, k = len(self._layer.outputs), len(self._layer.gradients)
        size, repeated = 2 * (m + k), results[2 * (m + k) : 4 * (m + k)]
        gradients = self._gradients(results[:size] + results[2 * size :])
        self._known[draw] = results[:m], gradients, self._repeated(repeated)
        return self._known[draw]

    def _everything(self, draw: Draw, other: Draw) -> Program:
        """All calls about a draw. Writing them down takes longer than making them, and a run asks them of everybody."""
        program: Program | None = draw.asked.get((self._layer, other))
        if program is None:
            program = draw.asked[self._layer, other] = new_program(draw, other, times=6)
            self._add_gradients(program, draw)
            self._add_repeated(program, draw, other)
        return program

    def _add_gradients(self, program: Program, draw: Draw) -> None:
        self._layer.add_forward(program, draw.case, 0, echo=True)
        self._layer.add_backward(program, draw.upstreams[0], 0, echo=True)
        self._layer.add_forward(program, draw.case, 1)
        self._layer.add_backward(program, draw.upstreams[1], 1)

    def _gradients(self, results: Results) -> Gradients:
        m, k = len(self._layer.outputs), len(self._layer.gradients)
        return Gradients(results[m : m + k], results[2 * m + k : 2 * m + 2 * k], results[2 * m + 2 * k :])

    def _add_repeated(self, program: Program, draw: Draw, other: Draw) -> None:
        self._layer.add_forward(program, draw.case, 2)
        self._layer.add_forward(program, other.case, 3)
        self._layer.add_backward(program, draw.upstreams[0], 2)
        self._layer.add_backward(program, draw.upstreams[0], 2, may_raise=True)

    def _repeated(self, results: Results) -> Repeated:
        m, k = len(self._layer.outputs), len(self._layer.gradients)
        return Repeated(results[:m], results[2 * m : 2 * m + k], results[2 * m + k :])


def new_program(*draws: Draw, times: int = 1) -> Program:
    """An empty program that knows how large honest answers about these draws are."""
    inputs = sum(v.nbytes for draw in draws for v in draw.case.args.values() if isinstance(v, np.ndarray))
    return Program(expected=times * (inputs + sum(right.nbytes for draw in draws for right in draw.right)))
