"""The functions of an exercise as calls: what is handed over and what comes back, for each kind of exercise.

Owns the differences between the kinds, so that a trial, the search for causes and the timing know only a forward, whose
results are outputs, and a backward, whose results are gradients. A `loss-and-grads` function gives both at once: its
backward takes the gradients out of what the forward left in the child. A function of `values` has none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from exercises.catalog import Argument, Case, Exercise
from grader.calls import Program
from grader.numgrad import Array
from grader.sandbox.worker import KEPT


class Layer:
    """`forward(*args) -> (*outputs, cache)` and `backward(*upstreams, cache) -> gradients`."""

    def __init__(self, exercise: Exercise) -> None:
        self.forward = exercise.role("forward")
        self.backward = exercise.role("backward")
        self.outputs = tuple(output.name for output in self.forward.outputs)
        self.gradients = tuple(output.name for output in self.backward.outputs)
        self.wrt = tuple(argument.name for argument in self.forward.args if argument.differentiate)

    @property
    def receiving(self) -> tuple[str, ...]:
        """What the backward is handed beside the cache, by name."""
        return tuple(f"d{output.name}" for output in self.forward.outputs if output.upstream)

    @property
    def signatures(self) -> dict[str, list[str]]:
        """The arguments of every function that the learner writes."""
        return {self.forward.name: _passed(self.forward.args), self.backward.name: [*self.receiving, "cache"]}

    def pulling(self, upstreams: tuple[Array, ...]) -> dict[str, Array]:
        """The upstreams by the names under which they are handed over; empty where they are not."""
        return dict(zip(self.receiving, upstreams, strict=True)) if self.receiving else {}

    def add_forward(self, program: Program, case: Case, cache: int, **flags: Any) -> None:
        """The outputs; what else comes back is kept in the child under this number."""
        self._add_forward(program, case, [*self.outputs, {"cache": cache}], cache, **flags)

    def add_backward(self, program: Program, upstreams: tuple[Array, ...], cache: int, **flags: Any) -> None:
        """The gradients; a single one comes bare."""
        result = list(self.gradients) if len(self.gradients) > 1 else self.gradients[0]
        args = [*upstreams, {"cache": cache}]
        program.add(self.backward.name, args, result, case=program.cases[cache], **flags)

    def _add_forward(self, program: Program, case: Case, result: Any, cache: int, **flags: Any) -> None:
        program.cases[cache] = case.name
        program.add(self.forward.name, _arguments(self.forward.args, case), result, case=case.name, **flags)


class LossAndGrads(Layer):
    """`f(params, *data) -> (loss, grads)`, where `grads` has the keys of `params`."""

    @property
    def receiving(self) -> tuple[str, ...]:
        """Nothing: the loss is what is differentiated."""
        return ()

    @property
    def signatures(self) -> dict[str, list[str]]:
        """Of the one function."""
        return {self.forward.name: _passed(self.forward.args)}

    def add_backward(self, program: Program, upstreams: tuple[Array, ...], cache: int, **flags: Any) -> None:  # noqa: ARG002
        """The gradients that the call before left there."""
        result = {"keys": dict(zip(self.wrt, self.gradients, strict=True))}
        program.add(KEPT, [{"cache": cache}], result, case=program.cases[cache], **flags)


class Values(Layer):
    """`f(*args) -> values`: nothing is differentiated."""

    @property
    def receiving(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def signatures(self) -> dict[str, list[str]]:
        """Of the one function."""
        return {self.forward.name: _passed(self.forward.args)}

    def add_forward(self, program: Program, case: Case, cache: int, **flags: Any) -> None:
        """The values; a single one comes bare, and those of a group by key."""
        groups = {output.group for output in self.forward.outputs}
        result: Any = list(self.outputs) if len(self.outputs) > 1 else self.outputs[0]
        if groups != {""}:
            result = {"keys": {name: name for name in self.outputs}}
        self._add_forward(program, case, result, cache, **flags)

    def add_backward(self, program: Program, upstreams: tuple[Array, ...], cache: int, **flags: Any) -> None:
        """There is none."""


@lru_cache(maxsize=64)
def functions_of(exercise: Exercise) -> Layer:
    """The functions of this exercise."""
    kinds = {"layer": Layer, "loss-and-grads": LossAndGrads}
    return kinds.get(exercise.kind, Values)(exercise)


def _passed(args: tuple[Argument, ...]) -> list[str]:
    """The arguments of a call by name: a group is one."""
    return list(dict.fromkeys(argument.group or argument.name for argument in args))


def _arguments(args: tuple[Argument, ...], case: Case) -> list[Any]:
    passed: dict[str, Any] = {}
    for argument in args:
        value = case.args[argument.name]
        if argument.group:
            passed.setdefault(argument.group, {"dict": {}})["dict"][argument.name] = value
        else:
            passed[argument.name] = {"rng": value} if argument.dtype == "rng" else value
    return list(passed.values())
