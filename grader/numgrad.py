"""Numerical derivatives of a reference forward: exact to rounding by the complex step, and a second opinion.

Owns step sizes and stacking. Refuses to compare (`compare` does) and to run anything of a learner's: a `Function`
here is a trusted, complex-safe forward. Pure NumPy.

The complex step f'(x; u) = Im f(x + i h u) / h has no subtraction, hence no cancellation: with h = 1e-30 the h² terms
vanish and the error is that of evaluating f (Squire and Trapp, SIAM Review 40, 1998). Directions are stacked on a
leading axis so that one vectorised call serves many of them.

A forward that drops an imaginary part gets NumPy's ComplexWarning, which is an error here. For code of ours and of
authors that is a filter for their modules, set once: `catch_warnings` around a call would change the filters of every
thread, and checks run in several.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Arrays = dict[str, Array]

AUTHORS = r"reference_|exercises\.smooth$"
"""The modules that a reference forward is made of, by the names they are loaded under."""
warnings.filterwarnings("error", category=np.exceptions.ComplexWarning, module=AUTHORS)

STEP = 1e-30
DIFFERENCE = 1e-5
"""A step this small seldom crosses a kink nearby."""
WIDE: Any = np.longdouble
"""64 bits on some platforms, where differences have three digits less."""
CHUNK = 64
"""Directions a call: past 64 to 128 the stack leaves the cache and gets slower again."""


@dataclass(frozen=True)
class Function:
    """`forward(**args)` as a function of the arguments named in `wrt`; returns one array or a tuple of them.

    `stackable`: when every argument of `wrt` has one more leading axis, so have the outputs.
    """

    forward: Callable[..., Any]
    args: Mapping[str, Any]
    wrt: tuple[str, ...]
    stackable: bool = True

    def __call__(self, **changed: Any) -> tuple[Array, ...]:
        """The outputs with some arguments replaced."""
        outputs = self.forward(**{**self.args, **changed})
        return outputs if isinstance(outputs, tuple) else (outputs,)

    @property
    def size(self) -> int:
        """How many numbers are differentiated."""
        return sum(self.args[name].size for name in self.wrt)


def directional(function: Function, directions: Arrays) -> tuple[Array, ...]:
    """Derivatives of every output along K directions.

    `directions[name]` has shape (K, *shape of the argument); an argument that is not named does not move. Each result
    has shape (K, *output shape).
    """
    count = len(next(iter(directions.values())))
    stepped = {name: _stepped(function.args[name], directions.get(name), count) for name in function.wrt}
    if function.stackable:
        return tuple(output.imag / STEP for output in function(**stepped))
    rows = [function(**{name: value[k] for name, value in stepped.items()}) for k in range(count)]
    return tuple(np.stack(outputs).imag / STEP for outputs in zip(*rows, strict=True))


def second_opinion(function: Function, direction: Arrays, step: float = DIFFERENCE) -> tuple[Array, ...]:
    """The derivative along one direction by central differences, for when the complex step says "wrong".

    In 80-bit long double where the platform has it, else in float64. Argument by argument, each with a step scaled to
    its own size, and summed: one step for all would drown a small argument beside a large one. `direction[name]` has
    the shape of the argument. Errors seen: 1e-13 and 1e-10, relative; for inputs of 1e-6 beside others, 1e-8 and 3e-5.
    """
    parts = [_extrapolated(function, {name: direction[name]}, step) for name in function.wrt]
    return tuple(np.asarray(sum(outputs), dtype=np.float64) for outputs in zip(*parts, strict=True))


def _extrapolated(function: Function, direction: Arrays, step: float) -> tuple[Array, ...]:
    """Central differences with a step and half of it, extrapolated to step 0."""
    ((name, moving),) = direction.items()
    step *= _rms(function.args[name]) / _rms(moving)
    pairs = zip(_central(function, direction, step), _central(function, direction, step / 2), strict=True)
    return tuple(fine + (fine - coarse) / 3 for coarse, fine in pairs)


@dataclass(frozen=True)
class Gradient:
    """The whole gradient of sum(upstream · output) and, entry by entry, the size of the terms it is a sum of."""

    values: Arrays
    scales: Arrays
    """‖v∘Jeⱼ‖₂: what rounding is relative to; an entry that cancels is small against it."""


def gradients(function: Function, cotangents: Sequence[tuple[Array, ...]]) -> tuple[Gradient, ...]:
    """The whole gradient for each cotangent, by stacked complex steps; the derivatives are computed once for all."""
    found = [Gradient(_zeros(function), _zeros(function)) for _ in cotangents]
    for name, part, directions in _basis(function):
        slopes = [slope.reshape(len(slope), -1) for slope in directional(function, directions)]
        for gradient, upstreams in zip(found, cotangents, strict=True):
            terms = [slope * upstream.ravel() for slope, upstream in zip(slopes, upstreams, strict=True)]
            gradient.values[name].reshape(-1)[part] = sum(term.sum(axis=1) for term in terms)
            gradient.scales[name].reshape(-1)[part] = np.sqrt(sum((term**2).sum(axis=1) for term in terms))
    return tuple(found)


def random_directions(function: Function, count: int, rng: np.random.Generator) -> Arrays:
    """`count` directions over all of `wrt`, entries in ±[0.5, 1.5], each argument scaled to equal weight."""
    directions = {}
    for name in function.wrt:
        value = function.args[name]
        drawn = rng.uniform(-1.0, 1.0, (count, *value.shape))
        directions[name] = (drawn + np.copysign(0.5, drawn)) / math.sqrt(max(value.size, 1))
    return directions


def _stepped(value: Array, direction: Array | None, count: int) -> Array:
    """`count` complex copies of the value, each moved along its direction; views of one copy where nothing moves."""
    if direction is None:
        return np.broadcast_to(value.astype(complex), (count, *value.shape))
    return value + 1j * STEP * direction


def _basis(function: Function) -> Iterator[tuple[str, slice, Arrays]]:
    """Unit directions in chunks: the argument, which of its entries, the directions."""
    for name in function.wrt:
        size = function.args[name].size
        for start in range(0, size, CHUNK):
            part = slice(start, min(start + CHUNK, size))
            count = part.stop - start
            direction = np.zeros((count, *function.args[name].shape))
            direction.reshape(count, -1)[np.arange(count), np.arange(start, part.stop)] = 1.0
            yield name, part, {name: direction}


def _central(function: Function, direction: Arrays, step: float) -> tuple[Array, ...]:
    def at(sign: int) -> tuple[Array, ...]:
        moved = {name: function.args[name].astype(WIDE) for name in function.wrt}
        for name, moving in direction.items():
            moved[name] = moved[name] + WIDE(sign * step) * moving.astype(WIDE)
        return function(**moved)

    pairs = zip(at(+1), at(-1), strict=True)
    return tuple((plus - minus) / WIDE(2 * step) for plus, minus in pairs)


def _rms(value: Array) -> float:
    """The size of the numbers in an array, 1 where they are all zero or there are none."""
    return float(np.sqrt(np.mean(np.square(value, dtype=float)))) if np.any(value) else 1.0


def _zeros(function: Function) -> Arrays:
    return {name: np.zeros(function.args[name].shape) for name in function.wrt}
