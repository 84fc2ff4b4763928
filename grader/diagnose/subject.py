"""The learner's own code on changed cases, beside the solution: the strongest evidence for a condition.

Owns the process it runs in, started when it is first asked, and how a case is given other sizes. Whatever goes wrong
there is no answer, never an error: nothing that is asked here counts for a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from typing import Any

import numpy as np

from grader.calls import Program, Runner
from grader.diagnose.axes import base, blocks, sizes_of
from grader.diagnose.evidence import same
from grader.diagnose.solution import Arrays, Solution
from grader.draws import Draw, stream
from grader.numgrad import Array
from grader.sandbox import SandboxError
from grader.sandbox.child import Failure

Both = tuple[Arrays, tuple[Array, ...]]
"""The learner's arrays, None where there are none, and the right ones."""
Start = Callable[[], AbstractContextManager[Runner]]
"""A runner of its own that has the learner's functions."""


class Subject:
    """What the learner's functions give, and what is right. Leaving it as a context ends its process."""

    def __init__(self, solution: Solution, start: Start | None, *, backward: bool) -> None:
        self._solution = solution
        self._start = start
        self._backward = backward
        self._runner: Runner | None = None
        self._ends = ExitStack()
        self._known: dict[tuple[Draw, tuple[tuple[str, int], ...]], Both | None] = {}

    def __enter__(self) -> Subject:
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    @property
    def can_be_asked(self) -> bool:
        """Whether there is somebody to ask, as far as is known."""
        return self._start is not None

    @property
    def differentiated(self) -> tuple[str, ...]:
        """The arguments that have gradients."""
        return self._solution.layer.wrt

    def resized(self, draw: Draw, sizes: Mapping[str, int]) -> dict[str, Any]:
        """The arguments that are others when these sizes are: cut where they shrink, else of the same numbers."""
        changed: dict[str, Any] = {}
        for argument in self._solution.layer.forward.args:
            value = draw.case.args[argument.name]
            if isinstance(value, np.ndarray):
                axes = zip(argument.shape, value.shape, strict=True)
                shape = tuple(blocks(axis) * sizes.get(base(axis), size // blocks(axis)) for axis, size in axes)
                if shape != value.shape:
                    changed[argument.name] = _shaped(value, shape)
            elif argument.name in sizes:
                changed[argument.name] = sizes[argument.name]
        return changed

    def sizes_of(self, draw: Draw) -> dict[str, int]:
        """The sizes of a case by name."""
        return sizes_of(self._solution.layer, draw)

    def is_right_alone(self, draw: Draw, positions: Sequence[int]) -> bool:
        """Whether these arrays (all, if no positions are given) are right in a new process where nothing ran before."""
        with Subject(self._solution, self._start, backward=self._backward) as other:
            return other.is_right_now(draw, positions) is True

    def is_right_now(self, draw: Draw, positions: Sequence[int]) -> bool | None:
        """Whether these arrays (all, if no positions are given) are right this time; None where that cannot be told."""
        return _right(self.both(draw), positions)

    def is_right(self, draw: Draw, sizes: Mapping[str, int], positions: Sequence[int]) -> bool | None:
        """The same for other sizes, run once for all that ask."""
        key = draw, tuple(sizes.items())
        if key not in self._known:
            self._known[key] = self.both(draw, **self.resized(draw, sizes))
        return _right(self._known[key], positions)

    def right(self, draw: Draw, sizes: Mapping[str, int], positions: Sequence[int]) -> list[Array]:
        """What these arrays must be for other sizes that were asked about; none where that made no sense."""
        both = self._known.get((draw, tuple(sizes.items())))
        return [] if both is None else [both[1][i] for i in positions or range(len(both[1]))]

    def both(self, draw: Draw, scale: float = 1.0, **changed: Any) -> Both | None:
        """What both give for changed arguments and the upstream times `scale`.

        None where the changed case makes no sense, or where there is nobody to ask.
        """
        outputs = self._solution.outputs(draw, **changed)
        runner = self._ready() if outputs is not None and all(map(_sensible, outputs)) else None
        if outputs is None or runner is None:
            return None
        layer, args = self._solution.layer, {**draw.case.args, **changed}
        program = Program(expected=8 * sum(np.size(value) for value in (*args.values(), *outputs)))
        layer.add_forward(program, replace(draw.case, args=args), 0)
        right: Arrays = outputs
        if self._backward:
            moved = replace(draw, upstreams=(self._upstreams(draw, outputs, scale),))
            layer.add_backward(program, moved.upstreams[0], 0)
            right = self._solution.gradients(moved, **changed)
        if right is None or not all(map(_sensible, right)):
            return None
        results = program.run(runner)
        if isinstance(results, Failure):
            return None, right
        return results[len(outputs) if self._backward else 0 :], right

    def _upstreams(self, draw: Draw, outputs: tuple[Array, ...], scale: float) -> tuple[Array, ...]:
        receiving = [i for i, output in enumerate(self._solution.layer.forward.outputs) if output.upstream]
        pairs = zip(receiving, draw.upstreams[0], strict=True)
        return tuple(scale * _shaped(up, outputs[i].shape) for i, up in pairs)

    def _ready(self) -> Runner | None:
        if self._runner is None and self._start is not None:
            try:
                self._runner = self._ends.enter_context(self._start())
            except SandboxError:
                self._start = None
        return self._runner


def _right(both: Both | None, positions: Sequence[int]) -> bool | None:
    if both is None:
        return None
    yours, true = both
    return yours is not None and all(same(yours[i], true[i]) for i in positions or range(len(true)))


def _shaped(array: Array, shape: tuple[int, ...]) -> Array:
    """The first of its numbers where it shrinks, numbers drawn from it where an axis grows."""
    if shape == array.shape or not array.size:
        return array
    if all(new <= old for new, old in zip(shape, array.shape, strict=True)):
        return np.ascontiguousarray(array[tuple(map(slice, shape))])
    return np.asarray(stream("subject").choice(array.ravel(), shape))


def _sensible(array: Array) -> bool:
    return bool(array.size and np.isfinite(array).all())
