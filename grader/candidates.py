"""Small cases of an exercise: from nothing upwards, and a given one made smaller.

Owns sizes and numbers: which are tried, and in which order. Refuses to run or judge anything; whether a case makes
sense for its exercise is found out by whoever tries it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

from exercises.catalog import Argument, Case, Function
from grader.draws import stream
from grader.numgrad import Array

LEVELS = 4
"""Sizes are 1 at level 0; at each level one of them is one larger."""
AGAIN = 2
"""The smallest sizes are tried this often, with other numbers."""
NUMBERS = (-2.0, -1.0, 1.0, 2.0, 3.0)
SHARES = (0.25, 0.5, 0.75)
"""For what is never as large as 1, such as probabilities."""
UPSTREAM = (-1.0, 2.0, 3.0, -2.0, 1.0)


@dataclass(frozen=True)
class Candidate:
    """Arguments of the forward, and an upstream for each of its outputs that receives one, by the name `dy`."""

    args: Mapping[str, Any]
    upstreams: Mapping[str, Array]

    @property
    def arrays(self) -> dict[str, Array]:
        """Every array in it."""
        return {name: value for name, value in {**self.args, **self.upstreams}.items() if isinstance(value, np.ndarray)}

    @property
    def scalars(self) -> int:
        """How many numbers there are to calculate with: the entries of arrays that are not zero."""
        return sum(int(np.count_nonzero(array)) for array in self.arrays.values())

    def changed(self, arrays: Mapping[str, Array]) -> Candidate:
        """The same with other arrays in some places."""
        changed = {name: arrays.get(name, value) for name, value in self.args.items()}
        return Candidate(changed, {name: arrays.get(name, value) for name, value in self.upstreams.items()})

    def with_entries(self, name: str, positions: Any, value: float) -> Candidate:
        """The same with some entries of one array, counted as if it were flat, of this value."""
        array = self.arrays[name].copy()
        array.reshape(-1)[positions] = value
        return self.changed({name: array})


class Sizes:
    """What the sizes of an exercise are called, and what they are in a case."""

    def __init__(self, forward: Function) -> None:
        self._forward = forward
        self._arrays = [a for a in forward.args if a.shape]
        self._settings = [a.name for a in forward.args if a.dtype == "int" and not a.shape]

    def of(self, args: Mapping[str, Any]) -> dict[str, int]:
        """Every size by its letter (`4H` is four times H), then the whole numbers that are arguments themselves."""
        found = {}
        for argument in self._forward.args:
            for axis, length in zip(argument.shape, np.shape(args[argument.name]), strict=True):
                factor, letter = _axis(axis)
                if letter:
                    found[letter] = length // factor
        return found | {name: int(args[name]) for name in self._settings}

    def seeds(self, cases: Sequence[Case], start: Case) -> Iterator[Candidate]:
        """Small cases in the order of their sizes; what has no size is as in `start`. Upstreams are still to come."""
        least = dict.fromkeys(self.of(start.args), 1)
        least |= {name: min(int(case.args[name]) for case in cases) for name in self._settings}
        rng = stream("smallest")
        choices = {a.name: _choices(np.concatenate([np.ravel(c.args[a.name]) for c in cases])) for a in self._arrays}
        for level in range(LEVELS):
            for more in combinations_with_replacement(least, level):
                sizes = {name: size + more.count(name) for name, size in least.items()}
                for _ in range(AGAIN if level < AGAIN else 1):
                    args = {**start.args, **{name: sizes[name] for name in self._settings}}
                    args |= {a.name: _filled(a, sizes, choices[a.name], rng) for a in self._arrays}
                    yield Candidate(args, {})

    def smaller(self, candidate: Candidate) -> Iterator[Candidate]:
        """One size less each time, as small as possible first; what remains keeps its numbers."""
        for name, size in self.of(candidate.args).items():
            least = 0 if name in self._settings else 1
            for less in sorted({least, least + 1, size // 2, size - 1} & {*range(least, size)}):
                yield replace(candidate, args={a.name: self._cut(a, candidate, name, less) for a in self._forward.args})

    def _cut(self, argument: Argument, candidate: Candidate, name: str, size: int) -> Any:
        value = candidate.args[argument.name]
        if argument.name == name:
            return size
        axes = [_axis(axis) for axis in argument.shape]
        return value[tuple(slice(f * size if n == name else None) for f, n in axes)] if axes else value


def fitted(array: Array | None, shape: tuple[int, ...]) -> Array:
    """An upstream for an output of this shape, with the numbers of another one as far as they reach."""
    new = np.resize(np.array(UPSTREAM), shape)
    if array is not None and array.ndim == len(shape):
        both = tuple(slice(min(pair)) for pair in zip(array.shape, shape, strict=True))
        new[both] = array[both]
    return new


def _choices(drawn: Array) -> Array:
    """A few numbers as simple as can be, in the range in which the cases have theirs."""
    low, high = drawn.min(initial=0), drawn.max(initial=0)
    within = [number for number in NUMBERS if low <= number <= high] or [n for n in SHARES if low <= n <= high]
    return np.array(within or [high])


def _filled(argument: Argument, sizes: Mapping[str, int], choices: Array, rng: np.random.Generator) -> Array:
    shape = [factor * sizes[name] if name else factor for factor, name in map(_axis, argument.shape)]
    return choices[rng.integers(0, len(choices), shape)].astype(argument.dtype)


def _axis(axis: str) -> tuple[int, str]:
    """`4H` as (4, "H"), `H` as (1, "H"), `3` as (3, "")."""
    digits = re.match(r"\d*", axis)
    factor = digits[0] if digits else ""
    return int(factor or 1), axis.removeprefix(factor)
