"""The stages from `calls` to `inputs`: one runner, all cases, and everything that was seen.

Owns what is asked of the functions and in which order. Refuses to word anything (`messages`), to name causes
(`diagnose`) and to measure time (`cost`). The same trial runs a learner's child and, in our own process, a mutant of
the solution, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from exercises.catalog import Stage
from grader import compare
from grader.calls import Layer, Program, Runner
from grader.compare import Comparison
from grader.draws import LARGE, Draw
from grader.numgrad import Array
from grader.outcome import Outcome, Trouble
from grader.report import Check
from grader.sandbox.child import Failure

SMALL = 1e-8
"""Where the direction for small entries is off by more, every entry is looked at."""
LASTING = ("timeout", "died", "garbage", "too-large")
"""Causes after which there is no child to ask further."""


class GraderFault(Exception):
    """The two numerical methods disagree: the fault is ours, and nothing is said about the submission."""


class Trial:
    """One runner on its way through the stages.

    `between` are the draws of which a forward is run between another's forward and backward, all of them at first.
    """

    def __init__(
        self, layer: Layer, draws: Sequence[Draw], runner: Runner, tolerance: float, between: Sequence[Draw] = ()
    ) -> None:
        self._layer = layer
        self._draws = draws
        self._runner = runner
        self._tolerance = tolerance
        self._between = between or draws
        self.outcome = Outcome()
        self._over = False
        """Set when the runner has ended."""

    def run(self) -> Outcome:
        """Every stage over all cases, until one fails. Raises GraderFault."""
        for stage in (self._forward, self._gradient, self._repeat):
            for draw in self._draws:
                if not self._over:
                    stage(draw)
            if self.outcome.troubles:
                break
        return self.outcome

    def _forward(self, draw: Draw) -> None:
        outputs = self._outputs(draw, draw.case.args)
        if isinstance(outputs, Failure):
            self._failed(draw, "shape", self._layer.forward.name, outputs)
            return
        self._check("calls", "", draw, passed=True)
        self.outcome.arrays["shape", draw.case.name] = self.outcome.arrays["forward", draw.case.name] = outputs
        if not self._shaped("shape", draw, self._layer.outputs, outputs, draw.right):
            return
        for i, name in enumerate(self._layer.outputs):
            right, yours = draw.right[i], outputs[i]

            def noise(i: int = i, yours: Array = yours) -> float:
                moved = self._outputs(draw, draw.nudged)
                return _change(moved, i, yours, compare.magnitudes(yours))

            self._judge(Judged("forward", name, draw, yours), right, compare.values(yours, right), noise)

    def _gradient(self, draw: Draw) -> None:
        results = self._gradients(draw, draw.case.args)
        if isinstance(results, Failure):
            self._failed(draw, "gradient-shape", self._layer.backward.name, results)
            return
        first, second, echoed = results
        self.outcome.arrays["gradient-shape", draw.case.name] = first
        self.outcome.arrays["gradient", draw.case.name] = first
        self.outcome.arrays["inputs", draw.case.name] = echoed
        inputs = tuple(draw.case.args[name] for name in self._layer.wrt)
        if not all(self._shaped("gradient-shape", draw, self._layer.gradients, g, inputs) for g in (first, second)):
            return
        error = draw.gate((first, second))
        clear = error <= self._tolerance and draw.gate_of_small(first) <= SMALL
        if clear and draw.case.name != "tiny":
            for name in self._layer.gradients:
                self._check("gradient", name, draw, passed=True, error=error)
            return
        if draw.function.size > LARGE:
            self._by_tensor(draw, first, second)
        else:
            self._whole(draw, first, second)

    def _by_tensor(self, draw: Draw, first: tuple[Array, ...], second: tuple[Array, ...]) -> None:
        """Each gradient as a whole, for both cotangents."""
        for i, (name, wrt) in enumerate(zip(self._layer.gradients, self._layer.wrt, strict=True)):
            found = Comparison(draw.gate_of(wrt, (first[i], second[i])))
            noise = self._gradient_noise(draw, first, i, compare.magnitudes(first[i]))
            self._judge(Judged("gradient", name, draw, first[i]), first[i], found, noise)

    def _whole(self, draw: Draw, first: tuple[Array, ...], second: tuple[Array, ...]) -> None:
        """Every entry of every gradient, for both cotangents; the worse of the two counts."""
        for i, (name, wrt) in enumerate(zip(self._layer.gradients, self._layer.wrt, strict=True)):
            one, two = draw.gradients
            comparisons = [
                compare.entries(yours[i], truth.values[wrt], truth.scales[wrt])
                for yours, truth in ((first, one), (second, two))
            ]
            worse = max(comparisons, key=lambda c: np.inf if np.isnan(c.error) else c.error)
            noise = self._gradient_noise(draw, first, i, one.scales[wrt])
            self._judge(Judged("gradient", name, draw, first[i]), one.values[wrt], worse, noise)

    def _gradient_noise(self, draw: Draw, first: tuple[Array, ...], i: int, scales: Array) -> Callable[[], float]:
        """How far the i-th gradient moves by itself when the inputs move by one ulp."""

        def noise() -> float:
            moved = self._gradients(draw, draw.nudged)
            return _change(moved if isinstance(moved, Failure) else moved[0], i, first[i], scales)

        return noise

    def _repeat(self, draw: Draw) -> None:
        """Another forward in between must not change a backward, nor must a first backward change a second."""
        other = next((d for d in self._between if d is not draw), draw)
        program = self._program(draw, times=3)
        self._layer.add_forward(program, draw.case, 0)
        self._layer.add_forward(program, other.case, 1)
        self._layer.add_backward(program, draw.upstreams[0], 0)
        self._layer.add_backward(program, draw.upstreams[0], 0, may_raise=True)
        program.expected += sum(right.nbytes for right in other.right)
        results = program.run(self._runner)
        if isinstance(results, Failure):
            self._not_repeated(draw, results)
            return
        count, size = len(self._layer.outputs), len(self._layer.gradients)
        again, twice = results[2 * count : 2 * count + size], results[2 * count + size :]
        self.outcome.arrays["repeat", draw.case.name] = (*again, *twice)
        first = self.outcome.arrays["gradient", draw.case.name]
        wrong = _differing(self._layer.gradients, first, again)
        if not wrong and all(array.shape == (0,) for array in twice):  # the second backward raised
            self.outcome.notes["cache-once"] = {"function": self._layer.backward.name}
        elif not wrong:
            wrong = _differing(self._layer.gradients, first, twice)
        if wrong:
            self.outcome.troubles.append(Trouble("repeat", draw.case.name, wrong, self._layer.backward.name))
        self._check("repeat", "", draw, passed=not wrong)
        self._inputs(draw)

    def _not_repeated(self, draw: Draw, failure: Failure) -> None:
        """What worked before failed after another forward: a state outside the cache, unless the process ended."""
        if failure.cause == "raised":
            self.outcome.troubles.append(Trouble("repeat", draw.case.name, "", self._layer.backward.name))
            self._check("repeat", "", draw, passed=False)
        else:
            self._failed(draw, "repeat", self._layer.backward.name, failure)

    def _inputs(self, draw: Draw) -> None:
        """Whether the arguments came back as they went out."""
        args = {a.name: draw.case.args[a.name] for a in self._layer.forward.args}
        receiving = [f"d{output.name}" for output in self._layer.forward.outputs if output.upstream]
        sent = {name: value for name, value in args.items() if isinstance(value, np.ndarray)}
        sent |= zip(receiving, draw.upstreams[0], strict=True)
        back = self.outcome.arrays["inputs", draw.case.name]
        pairs = zip(sent.items(), back, strict=True)
        changed = [name for (name, was), now in pairs if not np.array_equal(was, now, equal_nan=True)]
        for name in changed:
            self.outcome.troubles.append(Trouble("inputs", draw.case.name, name))
        self._check("inputs", "", draw, passed=not changed)

    def _outputs(self, draw: Draw, args: dict[str, Any]) -> tuple[Array, ...] | Failure:
        program = self._program(draw)
        self._layer.add_forward(program, replace(draw.case, args=args), 0)
        return program.run(self._runner)

    def _gradients(
        self, draw: Draw, args: dict[str, Any]
    ) -> tuple[tuple[Array, ...], tuple[Array, ...], tuple[Array, ...]] | Failure:
        """Gradients for both cotangents, each after a forward of its own, and the arguments as they came back."""
        program = self._program(draw, times=3)
        case = replace(draw.case, args=args)
        self._layer.add_forward(program, case, 0, echo=True)
        self._layer.add_backward(program, draw.upstreams[0], 0, echo=True)
        self._layer.add_forward(program, case, 0)
        self._layer.add_backward(program, draw.upstreams[1], 0)
        results = program.run(self._runner)
        if isinstance(results, Failure):
            return results
        m, k = len(self._layer.outputs), len(self._layer.gradients)
        return results[m : m + k], results[2 * m + k : 2 * m + 2 * k], results[2 * m + 2 * k :]

    def _program(self, draw: Draw, times: int = 1) -> Program:
        inputs = sum(value.nbytes for value in draw.case.args.values() if isinstance(value, np.ndarray))
        return Program(expected=times * (inputs + sum(right.nbytes for right in draw.right)))

    def _shaped(
        self, stage: Stage, draw: Draw, names: Sequence[str], yours: Sequence[Array], right: Sequence[Array]
    ) -> bool:
        good = True
        for name, mine, wanted in zip(names, yours, right, strict=True):
            passed = mine.shape == wanted.shape and mine.dtype.kind == "f"
            self._check(stage, name, draw, passed=passed)
            if not passed:
                self.outcome.troubles.append(Trouble(stage, draw.case.name, name, got=mine, right=wanted))
                good = False
        return good

    def _judge(self, it: Judged, right: Array, found: Comparison, noise: Callable[[], float]) -> None:
        """Within the tolerance, or within what this very code loses by itself, or in single precision throughout."""
        passed = found.within(self._tolerance)
        tolerance = self._tolerance
        if not passed and it.yours.dtype != np.float64 and found.within(compare.SINGLE):
            passed, tolerance = True, compare.SINGLE
            self.outcome.notes.setdefault("single-precision", {"tensor": it.tensor, "error": found.error})
        elif not passed and found.within(compare.CALIBRATED):
            own = min(100 * noise(), compare.CALIBRATED)
            passed, tolerance = found.within(own), own
            if passed:
                self.outcome.notes.setdefault("loses-digits", {"tensor": it.tensor, "error": found.error})
        if not passed:
            if not it.draw.confirmed:
                raise GraderFault(f"two numerical methods disagree in case {it.draw.case.name}")
            trouble = Trouble(it.stage, it.draw.case.name, it.tensor, got=it.yours, right=right, comparison=found)
            self.outcome.troubles.append(trouble)
        self._check(it.stage, it.tensor, it.draw, passed=passed, error=found.error, tolerance=tolerance,
                    worst=() if passed else found.worst)  # fmt: skip

    def _failed(self, draw: Draw, stage: Stage, function: str, failure: Failure) -> None:
        """No arrays: whose fault it is depends on the cause; what was asked for is not there in either case."""
        shaped = failure.cause in ("structure", "too-large")
        at = stage if shaped else "calls"
        self.outcome.troubles.append(Trouble(at, draw.case.name, "", function, failure))
        names = {"shape": self._layer.outputs, "gradient-shape": self._layer.gradients}.get(at, ("",))
        for name in names:
            self._check(at, name, draw, passed=False)
        self._over = failure.cause in LASTING
        if self._over and function == self._layer.backward.name:
            self._forget_calls(after=draw)

    def _forget_calls(self, after: Draw) -> None:
        """Cases whose forward was called and whose backward will not be: that is not "calls passed"."""
        for draw in self._draws:
            if draw is not after and ("gradient", draw.case.name) not in self.outcome.arrays:
                self.outcome.checks.pop(("calls", draw.case.name), None)

    def _check(self, stage: Stage, tensor: str, draw: Draw, **seen: Any) -> None:
        check_id = f"{stage}:{tensor}" if tensor else stage
        seen.setdefault("tolerance", self._tolerance if "error" in seen else None)
        check = Check(check_id, stage, tensor, draw.case.name, draw.case.hidden, **seen)
        self.outcome.checks[check_id, draw.case.name] = check


@dataclass(frozen=True)
class Judged:
    """The array that is being judged, and as what."""

    stage: Stage
    tensor: str
    draw: Draw
    yours: Array


def _change(moved: tuple[Array, ...] | Failure, i: int, yours: Array, scales: Array) -> float:
    """How far one result moved; 0, hence no allowance, where there is no such result to compare with."""
    if isinstance(moved, Failure) or moved[i].shape != yours.shape or moved[i].dtype != yours.dtype:
        return 0.0
    return compare.entries(moved[i], yours, scales).error


def _differing(names: Sequence[str], first: Sequence[Array], again: Sequence[Array]) -> str:
    """The first gradient that is not the same the second time; empty where all are."""
    for name, one, two in zip(names, first, again, strict=True):
        if not compare.alike(two, one, compare.SAME):
            return name
    return ""
