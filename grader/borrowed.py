"""A learner's file as a layer of a network of ours: it computes in a locked child, the parameters stay here.

Owns the two calls, and that whatever is no array of real, finite numbers in the right shape ends as `Stumbled`. Refuses
to know how the layers follow one another (`milestone` does). One call may take as long as a whole check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from exercises.catalog import Case, Exercise
from exercises.content import Text
from grader import messages
from grader.calls import Program
from grader.kinds import functions_of
from grader.numgrad import Array
from grader.sandbox import Sandbox
from grader.sandbox.child import Child, Failure
from grader.trained import Stumbled

Shapes = Mapping[str, tuple[int, ...]]
"""Of arrays, by the name of the argument that they are."""
SUBMISSION = "submission"
START = 20.0
"""Seconds that a child may take to say hello."""
NOT_FINITE = Text(
    "{function} turned finite numbers into nan or infinity ({name}): it overflows, or a wrong gradient, here or in "
    "another layer, drove the training apart",
    "`{function}` 的输入都是有限的，{name} 里却出现 nan 或无穷大：可能是它溢出了，"
    "也可能是某一层（不一定是这一层）的梯度不对，训练发散了",
)


class Borrowed:
    """The functions of one exercise, as somebody has written them. Leave it as a context."""

    def __init__(self, exercise: Exercise, child: Child) -> None:
        self.exercise = exercise
        self._layer = functions_of(exercise)
        self._child = child
        self._worked_before = child.clock()

    @classmethod
    def load(cls, exercise: Exercise, source: bytes, sandbox: Sandbox, most: float) -> Borrowed:
        """A child with this source, which may work for `most` seconds. Raises Stumbled and SandboxError."""
        child = Child(sandbox.take())
        child.greet(START)
        limits = replace(exercise.limits, seconds=most)
        loaded = child.load([(SUBMISSION, source)], limits, seed=0, wall=exercise.limits.seconds)
        if isinstance(loaded, Failure):
            child.end()
            why = messages.of_failure(loaded, messages.FILE, exercise.limits.seconds)
            raise Stumbled(exercise.id, why)
        return cls(exercise, child)

    @property
    def input(self) -> str:
        """The name of what comes from the layer before."""
        return self._layer.forward.args[0].name

    @property
    def worked(self) -> float:
        """Seconds that it has worked since it was loaded."""
        return self._child.clock() - self._worked_before

    def forward(self, number: int, args: Mapping[str, object], shape: tuple[int, ...]) -> Array:
        """What it makes of these arguments; it keeps its cache under this number. Raises Stumbled."""
        program = _program(args)
        self._layer.add_forward(program, Case("", dict(args)), number)
        (y,) = self._run(program, self._layer.forward.name, {self._layer.outputs[0]: shape})
        return y

    def backward(self, number: int, dy: Array, shapes: Shapes) -> dict[str, Array]:
        """The gradients by the names of what they belong to, which have these shapes. Raises Stumbled."""
        program = Program(expected=dy.nbytes + 8 * sum(map(int, map(np.prod, shapes.values()))), cases={number: ""})
        self._layer.add_backward(program, (dy,), number)
        wanted = {gradient: shapes[gradient.removeprefix("d")] for gradient in self._layer.gradients}
        found = self._run(program, self._layer.backward.name, wanted)
        return {gradient.removeprefix("d"): array for gradient, array in zip(wanted, found, strict=True)}

    def end(self) -> None:
        """End the child."""
        self._child.end()

    def __enter__(self) -> Borrowed:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _run(self, program: Program, function: str, shapes: Shapes) -> list[Array]:
        seconds = self.exercise.limits.seconds
        self._child.allow(seconds)
        results = program.run(self._child)
        if isinstance(results, Failure):
            raise self._stumbled(messages.of_failure(results, messages.function(function), seconds))
        return [self._sound(y, function, name, shapes[name]) for y, name in zip(results, shapes, strict=True)]

    def _sound(self, y: Array, function: str, name: str, shape: tuple[int, ...]) -> Array:
        if y.shape != shape or y.dtype.kind != "f":
            raise self._stumbled(messages.wrong_shape(name, y, np.empty(shape)))
        if not np.isfinite(y).all():
            raise self._stumbled(NOT_FINITE.format(function=function, name=name))
        return y.astype(np.float64, copy=False)

    def _stumbled(self, text: Text) -> Stumbled:
        return Stumbled(self.exercise.id, text)


def _program(args: Mapping[str, object]) -> Program:
    return Program(expected=sum(value.nbytes for value in args.values() if isinstance(value, np.ndarray)))
