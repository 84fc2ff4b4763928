"""The stages from `calls` to `inputs`: one runner, all cases, and everything that was seen.

Owns what is asked of the functions and in which order. Refuses to word anything (`messages`), to name causes
(`diagnose`), to measure time (`cost`) and to let anything off but a formula's own rounding (`harmless`). The same
trial runs a learner's child and, in our own process, a mutant of the solution, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from exercises.catalog import Stage
from exercises.content import Text
from grader import compare
from grader.ask import Ask
from grader.calls import Runner
from grader.compare import Comparison
from grader.draws import LARGE, Draw, GraderFault
from grader.errand import Told, nobody
from grader.kinds import Layer
from grader.numgrad import Array
from grader.outcome import Leniency, Outcome, Trouble
from grader.report import Check
from grader.rounding import Rounding
from grader.sandbox.child import LASTING, Failure

NOT_DRAWN = (
    "is the same with another `rng`: draw all numbers from it",
    "换一个 `rng` 结果不变：所有随机数都要从它抽取",
)


class Trial:
    """One runner on its way through the stages.

    `between` are the draws of which a forward is run between another's forward and backward, all of them at first.
    """

    def __init__(
        self, layer: Layer, draws: Sequence[Draw], runner: Runner, tolerance: float, between: Sequence[Draw] = ()
    ) -> None:
        self._layer = layer
        self._draws = draws
        self._tolerance = tolerance
        between = between or draws
        self._others = {draw: next((d for d in between if d is not draw), draw) for draw in draws}
        self._lenient = Leniency()
        # The first draw goes step by step: most of what is wrong shows there, and where it shows is told exactly.
        self._ask = Ask(layer, runner, {draw: self._others[draw] for draw in draws[1:]})
        self._rounding = Rounding(self._ask)
        self.outcome = Outcome()
        self._over = False
        """Set when the runner has ended."""

    def run(self, lenient: Leniency = Leniency(), told: Told = nobody) -> Outcome:  # noqa: B008 (frozen)
        """Every stage over all cases, until one fails; `told` of those that passed. Raises GraderFault."""
        self._lenient = lenient
        for stage in (self._forward, self._gradient, self._repeat):
            for draw in self._draws:
                if not self._over:
                    stage(draw)
            if self.outcome.troubles:
                break
            for passed in self.outcome.stages:
                told(passed)
        return self.outcome

    def _forward(self, draw: Draw) -> None:
        outputs = self._ask.outputs(draw)
        if isinstance(outputs, Failure):
            self._failed(draw, "shape", self._layer.forward.name, outputs)
            return
        self._check("calls", "", draw, passed=True)
        self.outcome.arrays["shape", draw.case.name] = self.outcome.arrays["forward", draw.case.name] = outputs
        if not self._shaped("shape", draw, self._layer.outputs, outputs, draw.right):
            return
        if draw.accepts is not None:
            self._accepted(draw, outputs)
            return
        for i, name in enumerate(self._layer.outputs):
            found = compare.values(outputs[i], draw.right[i], 0.0 if np.any(draw.right[i]) else self._usual(i))
            self._judge(Judged("forward", i, name, draw, outputs[i]), draw.right[i], found)

    def _usual(self, position: int) -> float:
        """The size that an output has in the middle one of the cases, for a case in which it is zero."""
        sizes = [
            compare.norm(right) / np.sqrt(right.size)
            for right in (d.right[position] for d in self._draws)
            if right.size
        ]
        return float(np.median([size for size in sizes if size > 0.0] or [0.0]))

    def _accepted(self, draw: Draw, outputs: tuple[Array, ...]) -> None:
        """Where many answers are right the exercise says which are not."""
        assert draw.accepts is not None  # noqa: S101 (asked only then)
        with np.errstate(all="ignore"):
            said = {**draw.accepts(draw.case.args, dict(zip(self._layer.outputs, outputs, strict=True)))}
        said |= {} if said else self._not_drawn(draw, outputs)
        for name, got in zip(self._layer.outputs, outputs, strict=True):
            if name in said:
                reason = Text(*said[name])
                self.outcome.troubles.append(Trouble("forward", draw.case.name, name, got=got, reason=reason))
            self._check("forward", name, draw, passed=name not in said)

    def _not_drawn(self, draw: Draw, outputs: tuple[Array, ...]) -> dict[str, tuple[str, str]]:
        """The outputs that another generator leaves as they are, though it changes ours."""
        seeds = {a.name: draw.case.args[a.name] + 1 for a in self._layer.forward.args if a.dtype == "rng"}
        if not seeds:
            return {}
        other = replace(draw, case=replace(draw.case, args={**draw.case.args, **seeds}))
        again = self._ask.outputs(other)
        if isinstance(again, Failure):  # the next question meets it too, and tells
            return {}
        pairs = zip(self._layer.outputs, outputs, again, draw.right, draw.whole(**seeds), strict=True)
        alike = [name for name, one, two, right, ours in pairs if np.array_equal(one, two) and np.any(right != ours)]
        return dict.fromkeys(alike, NOT_DRAWN)

    def _gradient(self, draw: Draw) -> None:
        results = self._ask.gradients(draw)
        if isinstance(results, Failure):
            self._failed(draw, "gradient-shape", self._layer.backward.name, results)
            return
        first, second = results.first, results.second
        self.outcome.arrays["gradient-shape", draw.case.name] = first
        self.outcome.arrays["gradient", draw.case.name] = first
        self.outcome.arrays["inputs", draw.case.name] = results.echoed
        inputs = tuple(draw.case.args[name] for name in self._layer.wrt)
        if not all(self._shaped("gradient-shape", draw, self._layer.gradients, g, inputs) for g in (first, second)):
            return
        if draw.kink:
            self._whole(draw, first, second)
            return
        if not self._layer.gradients:
            return
        error = draw.gate((first, second))
        clear = error <= self._tolerance and not draw.suspicious(first, self._tolerance)
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
            self._judge(Judged("gradient", i, name, draw, first[i]), first[i], found)

    def _whole(self, draw: Draw, first: tuple[Array, ...], second: tuple[Array, ...]) -> None:
        """Every entry of every gradient, for both cotangents; the worse of the two counts."""
        one, two = draw.nearest(first)
        for i, (name, wrt) in enumerate(zip(self._layer.gradients, self._layer.wrt, strict=True)):
            comparisons = [
                compare.entries(yours[i], truth.values[wrt], truth.scales[wrt])
                for yours, truth in ((first, one), (second, two))
            ]
            worse = max(comparisons, key=lambda c: np.inf if np.isnan(c.error) else c.error)
            self._judge(Judged("gradient", i, name, draw, first[i]), one.values[wrt], worse)

    def _repeat(self, draw: Draw) -> None:
        """Another forward in between must not change a backward, nor must a first backward change a second."""
        results = self._ask.repeated(draw, self._others[draw])
        if isinstance(results, Failure):
            self._not_repeated(draw, results)
            return
        again, twice = results.again, results.twice
        self.outcome.arrays["repeat", draw.case.name] = (*again, *twice)
        first = self.outcome.arrays["gradient", draw.case.name]
        wrong = _differing(self._layer.gradients, first, again)
        if not self._layer.gradients:
            wrong = _differing(self._layer.outputs, self.outcome.arrays["forward", draw.case.name], results.outputs)
        if not wrong and twice and all(array.shape == (0,) for array in twice):  # the second backward raised
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
        sent = {name: value for name, value in args.items() if isinstance(value, np.ndarray)}
        sent |= self._layer.pulling(draw.upstreams[0])
        back = self.outcome.arrays["inputs", draw.case.name]
        pairs = zip(sent.items(), back, strict=True)
        changed = [name for (name, was), now in pairs if not _as_it_was(was, now)]
        for name in changed:
            self.outcome.troubles.append(Trouble("inputs", draw.case.name, name))
        self._check("inputs", "", draw, passed=not changed)

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

    def _judge(self, it: Judged, right: Array, found: Comparison) -> None:
        """Within the tolerance, or within what this very code loses by itself, or within what was allowed before."""
        passed, tolerance, draw = found.within(self._tolerance), self._tolerance, it.draw
        if not passed and self._lenient.rounding and found.within(compare.SLIGHT):
            own = self._rounding.of_output if it.stage == "forward" else self._rounding.of_gradient
            tolerance = max(tolerance, min(own(draw, it.position), compare.SLIGHT))
            passed = found.within(tolerance)
            if passed:
                self.outcome.noted("loses-digits", it.tensor, found.error)
        for allowance in () if passed else self._lenient.allowances:
            if found.within(allowance.limit(it.stage, it.tensor, draw.case.name)):
                passed, tolerance = True, allowance.most
                for note_id, facts in allowance.notes.items():
                    self.outcome.noted(note_id, it.tensor, found.error, **facts)
                break
        if not passed:
            if not draw.confirmed:
                raise GraderFault(f"two numerical methods disagree in case {draw.case.name}")
            trouble = Trouble(it.stage, draw.case.name, it.tensor, got=it.yours, right=right, comparison=found)
            self.outcome.troubles.append(trouble)
        self._check(it.stage, it.tensor, draw, passed=passed, error=found.error, tolerance=tolerance,
                    worst=() if passed else found.worst)  # fmt: skip

    def _failed(self, draw: Draw, stage: Stage, function: str, failure: Failure) -> None:
        """No arrays: whose fault it is depends on the cause; what was asked for is not there in either case."""
        if "unsaid" in failure.facts:  # several functions were asked at once, and the child is gone
            function = ""
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
    position: int
    """Among the outputs or the gradients."""
    tensor: str
    draw: Draw
    yours: Array


def _as_it_was(was: Array, now: Array) -> bool:
    """To the bit as a rule, which is seen five times as fast."""
    if was.dtype == now.dtype and was.shape == now.shape and was.tobytes() == now.tobytes():
        return True
    return np.array_equal(was, now, equal_nan=True)


def _differing(names: Sequence[str], first: Sequence[Array], again: Sequence[Array]) -> str:
    """The first gradient that is not the same the second time; empty where all are."""
    for name, one, two in zip(names, first, again, strict=True):
        if not compare.alike(two, one, compare.SAME):
            return name
    return ""
