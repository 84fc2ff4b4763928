"""What one judgement is made on: the salted cases, their upstream gradients, and what is right for them.

Owns the streams of randomness: everything follows from the salt, and inputs, upstreams and directions come from
streams of their own (an upstream drawn like x makes some gradients vanish). Nothing here comes from a learner.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from exercises.catalog import Case, Exercise
from grader import compare
from grader.numgrad import Array, Arrays, Function, Gradient, directional, gradients, random_directions, second_opinion

COTANGENTS = 2
DIRECTIONS = 2
FLOOR = 1e-6
"""Entries smaller than this share of the largest count as that size."""
LARGE = 512
"""Past this many numbers a wrong gradient is told by tensor, not by entry: all entries would take 30 ms and more."""
AGREES = 1e-6
"""How near the two numerical methods must be; a wrong reference is far off, a long-double one 1e-13 away."""


@dataclass(frozen=True)
class Draw:
    """One case with all that is right about it; gradients are computed when they are asked for."""

    case: Case
    function: Function
    """The reference forward, its outputs that receive an upstream only."""
    right: tuple[Array, ...]
    """All outputs of the forward."""
    upstreams: tuple[tuple[Array, ...], ...]
    """COTANGENTS of them, each one array for every output that receives one."""
    directions: Arrays

    @cached_property
    def slopes(self) -> tuple[Array, ...]:
        """Derivatives of the outputs along the random directions: (DIRECTIONS, *shape) each."""
        return directional(self.function, self.directions)

    @cached_property
    def gradients(self) -> tuple[Gradient, ...]:
        """The whole gradient for each cotangent."""
        return gradients(self.function, self.upstreams)

    def gate(self, found: Sequence[Sequence[Array]]) -> float:
        """The largest contraction error over all directions, for gradients found with the first cotangents.

        Every entry of every gradient takes part; their shapes are right by now, their numbers may be anything.
        """
        return self._contracted(self.directions, self.slopes, found)

    def gate_of_small(self, found: Sequence[Array]) -> float:
        """The contraction error along a direction in which every entry of a gradient weighs the same.

        A small entry drowns in a plain direction: beside a large one it is seen to about 1e-7 of itself at best. This
        direction amplifies honest rounding too, so what it finds is a reason to look closer, not to refuse.
        """
        largest = max((float(np.max(np.abs(gradient), initial=0.0)) for gradient in found), default=0.0)
        if not 0.0 < largest < np.inf:
            return 0.0
        directions = {
            name: np.sign(self.directions[name][:1]) / np.maximum(np.abs(gradient), FLOOR * largest)
            for name, gradient in zip(self.function.wrt, found, strict=True)
        }
        terms_u = compare.products([direction[0] for direction in directions.values()], found)
        slopes = directional(self.function, directions)
        return compare.contraction(terms_u, compare.products(self.upstreams[0], [slope[0] for slope in slopes]))

    def gate_of(self, name: str, found: Sequence[Array]) -> float:
        """The same for one argument alone, whose gradient was found with each cotangent."""
        alone = {name: self.directions[name]}
        return self._contracted(alone, directional(self.function, alone), [[gradient] for gradient in found])

    def _contracted(self, directions: Arrays, slopes: Sequence[Array], found: Sequence[Sequence[Array]]) -> float:
        errors = [0.0]
        for yours, upstreams in zip(found, self.upstreams, strict=False):
            for k in range(DIRECTIONS):
                terms_u = compare.products([direction[k] for direction in directions.values()], yours)
                terms_v = compare.products(upstreams, [slope[k] for slope in slopes])
                errors.append(compare.contraction(terms_u, terms_v))
        return np.inf if any(np.isnan(errors)) else max(errors)

    @property
    def nudged(self) -> dict[str, Any]:
        """The arguments with every differentiated number moved to a neighbouring float64, up and down in turn."""
        moved = dict(self.case.args)
        for name in self.function.wrt:
            value = moved[name]
            towards = np.where(np.arange(value.size).reshape(value.shape) % 2, np.inf, -np.inf)
            moved[name] = np.nextafter(value, towards)
        return moved

    @cached_property
    def confirmed(self) -> bool:
        """Whether a second numerical method finds the same slopes along the first direction."""
        first = {name: value[0] for name, value in self.directions.items()}
        for slope, other in zip(self.slopes, second_opinion(self.function, first), strict=True):
            size = float(np.linalg.norm(slope[0]))
            if not float(np.linalg.norm(slope[0] - other)) <= AGREES * size + np.finfo(float).tiny:
                return False
        return True


def draw_all(exercise: Exercise, salt: str, *, hidden: bool = False) -> tuple[Draw, ...]:
    """The cases of an exercise for one salt; with `hidden` those marked so too."""
    cases: Sequence[Case] = exercise.reference.cases(stream(salt, exercise.id, "cases"))
    return tuple(draw(exercise, case, salt) for case in cases if hidden or not case.hidden)


def draw(exercise: Exercise, case: Case, salt: str) -> Draw:
    """One case, with its right outputs, its upstreams and its directions."""
    forward = exercise.role("forward")
    wrt = tuple(argument.name for argument in forward.args if argument.differentiate)
    stackable = getattr(exercise.reference, "STACKABLE", True)
    everything = Function(exercise.reference.forward, case.args, wrt, stackable)
    right = everything()
    receiving = tuple(i for i, output in enumerate(forward.outputs) if output.upstream)
    rng = stream(salt, exercise.id, "upstreams", case.name)
    upstreams = tuple(tuple(_normal(rng, right[i].shape) for i in receiving) for _ in range(COTANGENTS))
    function = Function(_Selected(exercise.reference.forward, receiving), case.args, wrt, stackable)
    directions = random_directions(function, DIRECTIONS, stream(salt, exercise.id, "directions", case.name))
    return Draw(case, function, right, upstreams, directions)


def stream(*names: str) -> np.random.Generator:
    """A generator of its own for these names; the same names give the same numbers on every platform."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    return np.random.default_rng(np.frombuffer(digest, np.uint32))


def _normal(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return np.asarray(rng.standard_normal(shape))


@dataclass(frozen=True)
class _Selected:
    """A forward that returns some of its outputs."""

    forward: Any
    positions: tuple[int, ...]

    def __call__(self, **args: Any) -> tuple[Array, ...]:
        outputs = self.forward(**args)
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        return tuple(outputs[i] for i in self.positions)
