"""The learner's arrays beside the true ones, tensor by tensor, case by case.

Owns what counts as equal and as right when a cause is looked for. Refuses to name one (the patterns do), and to say
anything of a case on a kink, where several answers are right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from exercises.catalog import Stage
from grader.compare import TOLERANCE, alike, magnitudes
from grader.diagnose.axes import base, sizes_of
from grader.diagnose.solution import BACKWARD, FORWARD, Solution
from grader.draws import Draw
from grader.numgrad import Array
from grader.outcome import Outcome

EQUAL = 1e-9
EXPLAINS = 1e-2
"""A prediction explains a wrong array when it is this much nearer than the truth; an error of 1e-10 has no cause."""
ENOUGH = 6
"""Entries that must agree where there is one wrong case only."""

Predict = Callable[["Seen"], "Array | None"]


@dataclass(frozen=True)
class Seen:
    """One tensor in one case."""

    draw: Draw
    sizes: dict[str, int]
    """Sizes by name, and plain whole numbers such as a stride."""
    yours: Array
    true: Array
    right: bool

    @cached_property
    def wrong_entries(self) -> Array:
        """Where the two differ; everywhere if their shapes do."""
        if self.yours.shape != self.true.shape:
            return np.ones(self.true.shape, bool)
        with np.errstate(all="ignore"):
            errors = np.abs(self.yours - self.true) / magnitudes(self.true)
        clear = np.asarray(~(errors <= EQUAL) & (self.yours != self.true))
        return clear if clear.any() or self.right else np.asarray(~(errors <= TOLERANCE))

    def equals(self, predicted: Array | None) -> bool:
        """Whether the learner's array is this one, and much nearer to it than to the truth where it is wrong."""
        if predicted is None or not same(self.yours, predicted):
            return False
        return self.right or distance(self.yours, predicted) <= EXPLAINS * distance(self.yours, self.true)


@dataclass(frozen=True)
class Tensor:
    """One output or gradient in all cases."""

    name: str
    position: int
    axes: tuple[str, ...]
    seen: tuple[Seen, ...]

    @cached_property
    def wrong(self) -> tuple[Seen, ...]:
        """Where it is wrong, the smallest case first: what does not hold is dropped there."""
        return tuple(sorted((s for s in self.seen if not s.right), key=lambda s: s.draw.function.size))

    @cached_property
    def example(self) -> Seen:
        """The case that is shown: the first in the exercise's order that is clearly wrong, in more than one number."""
        wrong = [seen for seen in self.seen if not seen.right]
        clear = [seen for seen in wrong if seen.wrong_entries.any()] or wrong
        return next((seen for seen in clear if seen.true.size > 1), clear[0])

    @cached_property
    def right(self) -> tuple[Seen, ...]:
        """Where it is right."""
        return tuple(s for s in self.seen if s.right)

    @property
    def enough(self) -> bool:
        """Whether an agreement here can hardly be chance."""
        return len(self.wrong) > 1 or any(seen.true.size >= ENOUGH for seen in self.wrong)

    def is_everywhere(self, predict: Predict) -> bool:
        """Whether one prediction gives the learner's array in every case, wrong or right."""
        return self.enough and all(seen.equals(predict(seen)) for seen in (*self.wrong, *self.right))


@dataclass(frozen=True)
class Evidence:
    """All that is known of one failing stage that has arrays."""

    stage: Stage
    solution: Solution
    tensors: tuple[Tensor, ...]

    @property
    def wrong(self) -> tuple[Tensor, ...]:
        """The tensors that are wrong in some case."""
        return tuple(tensor for tensor in self.tensors if tensor.wrong)

    @property
    def forward(self) -> bool:
        """Whether it is outputs that are wrong, not gradients."""
        return self.stage in FORWARD

    def summed(self, tensor: Tensor) -> tuple[str, ...]:
        """The sizes over which this tensor is a sum: those of what it is computed from that it has not itself."""
        own = {base(axis) for axis in tensor.axes}
        forward = self.solution.layer.forward
        sources: Sequence[Any] = forward.args if self.forward else [o for o in forward.outputs if o.upstream]
        names = (axis for source in sources for axis in source.shape if base(axis) not in own)
        return tuple(dict.fromkeys(names))

    def axes_of(self, argument: str) -> tuple[str, ...]:
        """The size names of an argument of the forward."""
        return next(a.shape for a in self.solution.layer.forward.args if a.name == argument)

    def sizes_in(self, draw: Draw) -> dict[str, int]:
        """The sizes of a case."""
        return next(seen.sizes for seen in self.tensors[0].seen if seen.draw is draw)

    @property
    def upstream_axes(self) -> tuple[tuple[str, ...], ...]:
        """The size names of every output that receives an upstream gradient."""
        return tuple(output.shape for output in self.solution.layer.forward.outputs if output.upstream)

    def predicted(self, tensor: Tensor, draw: Draw, **changed: Any) -> Array | None:
        """This tensor with some arguments replaced."""
        run = self.solution.outputs if self.forward else self.solution.gradients
        results = run(draw, **changed)
        return None if results is None else results[tensor.position]


def gather(solution: Solution, draws: Sequence[Draw], outcome: Outcome) -> Evidence | None:
    """The evidence of the first failing stage; None where it has no arrays, or the solution gives none."""
    stage = outcome.stage
    if stage is None or stage not in (*FORWARD, *BACKWARD):
        return None
    rows = [
        (draw, sizes_of(solution.layer, draw), yours, true)
        for draw in draws
        if not draw.kink
        and (yours := outcome.arrays.get((stage, draw.case.name))) is not None
        and (true := solution.truth(draw, stage)) is not None
    ]
    outputs = (solution.layer.forward if stage in FORWARD else solution.layer.backward).outputs
    tensors = [
        Tensor(
            output.name,
            i,
            output.shape,
            tuple(
                Seen(
                    draw,
                    sizes,
                    yours[i],
                    true[i],
                    _is_right(outcome, f"{stage}:{output.name}", draw, yours[i], true[i]),
                )
                for draw, sizes, yours, true in rows
            ),
        )
        for i, output in enumerate(outputs)
    ]
    return Evidence(stage, solution, tuple(tensors)) if rows else None


def _is_right(outcome: Outcome, check: str, draw: Draw, yours: Array, true: Array) -> bool:
    """As it was judged; a stage of shapes says nothing of values."""
    judged = outcome.checks.get((check, draw.case.name))
    if judged is None or judged.stage.endswith("shape"):
        return same(yours, true)
    return judged.passed is True


def same(one: Array, two: Array) -> bool:
    """Whether two arrays hold the same numbers; most do not, and that is seen at a third of the cost of `alike`."""
    if one.shape != two.shape:
        return False
    if one.dtype.kind == "b" or two.dtype.kind == "b":  # masks come back too, and have no difference
        return np.array_equal(one, two)
    with np.errstate(all="ignore"):
        apart, size = np.abs(one - two).max(initial=0.0), np.abs(two).max(initial=0.0)
    return bool(apart <= EQUAL * size) and alike(one, two, EQUAL)


def distance(one: Array, two: Array) -> float:
    """The largest difference, relative to the size of the numbers; infinite where there is none to measure."""
    if one.shape != two.shape:
        return np.inf
    with np.errstate(all="ignore"):
        found = float(np.max(np.abs(one - two) / np.maximum(magnitudes(two), np.finfo(float).tiny), initial=0.0))
    return found if np.isfinite(found) else np.inf
