"""What one judgement is made on: a case, the upstream gradients it gets, and what is right for them.

Owns what is right and how far something is from it. Refuses to draw anything (`drawing` does). Nothing here comes from
a learner.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np

from exercises.catalog import Case
from grader import compare
from grader.numgrad import Array, Arrays, Function, Gradient, directional, gradients, second_opinion

COTANGENTS = 2
CANCELS = 0.02
"""Less than this share of its terms is left of an entry that nearly cancels; 1e-10 of that is the tolerance, twice."""
DIRECTIONS = 2
FLOOR = 1e-6
"""Entries smaller than this share of the largest count as that size."""
SEEN = 0.01
"""A typical entry with this share of a contraction shows an error of 1e-9 there, ten times over the tolerance."""
SMALL = 1e-8
"""Where the direction for small entries is off by more, every entry is looked at."""
LARGE = 512
"""Past this many numbers a wrong gradient is told by tensor, not by entry: all entries would take 30 ms and more."""
AGREES = 1e-6
"""How near the two numerical methods must be; a wrong reference is far off, a long-double one 1e-13 away."""
OPINIONS = (1e-5, 1e-3)
"""Steps of the second method, of which one must agree: without long double the small one may drown in rounding, and
the large one may cross a kink nearby."""
SMOOTH = 1e-9
"""How near f'(x; u) and -f'(x; -u) are where there is no kink: equal in exact arithmetic, and to 1e-15 in ours."""
MOVE = 2.0**-22
"""By how much of itself an input moves when the rounding of a formula is measured: many ulps, so that all of it is
drawn anew, and so little that a real error stays what it is."""
KINK = "kink"


Accepts = Callable[[Mapping[str, Any], Mapping[str, Array]], Mapping[str, tuple[str, str]]]
"""`reference.accepts(args, outputs) -> {output: (why not, in English, in Chinese)}`."""


class GraderFault(Exception):
    """What we hold against a submission is itself in doubt: the fault is ours, and nothing is said about it."""


@dataclass(frozen=True, eq=False)
class Draw:
    """One case with all that is right about it; gradients are computed when asked for. Equal to itself only."""

    case: Case
    whole: Function
    """The reference forward."""
    functions: tuple[Function, ...]
    """Those with a right gradient, their outputs that receive an upstream only: one, or more at a kink."""
    right: tuple[Array, ...]
    """All outputs of the forward."""
    upstreams: tuple[tuple[Array, ...], ...]
    """COTANGENTS of them, each one array for every output that receives one."""
    directions: Arrays
    """DIRECTIONS of them, and the first one backwards."""
    loss: bool = False
    """Whether it is a loss that is differentiated, by itself: then no upstream is handed over."""
    accepts: Accepts | None = None
    """Where many outputs are right: what is wrong with these, by the name of the output."""
    asked: dict[Any, Any] = field(init=False, repr=False, default_factory=dict)
    """What `ask` asks about it, which is the same for every submission."""

    @property
    def kink(self) -> bool:
        """Whether it stands on a kink on purpose, so that there are several right gradients."""
        return self.case.name.startswith(KINK)

    @property
    def function(self) -> Function:
        """The forward that is differentiated; at a kink the first of several."""
        return self.functions[0]

    @cached_property
    def slopes(self) -> tuple[Array, ...]:
        """Derivatives of the outputs along the directions: (DIRECTIONS + 1, *shape) each."""
        return directional(self.function, self.directions)

    @property
    def smooth(self) -> bool:
        """Whether f'(x; u) = -f'(x; -u) along the first direction, which moves every number."""
        return not self.function.wrt or all(
            float(np.linalg.norm(slope[0] + slope[-1])) <= SMOOTH * float(np.linalg.norm(slope[0]))
            for slope in self.slopes
        )

    @cached_property
    def truths(self) -> tuple[tuple[Gradient, ...], ...]:
        """The whole gradient for each cotangent, once for each right answer."""
        return tuple(
            tuple(
                _scaled(function, *pair, loss=self.loss)
                for pair in zip(gradients(function, self.upstreams), self.upstreams, strict=True)
            )
            for function in self.functions
        )

    @property
    def telling(self) -> bool:
        """Whether for every entry there is a cotangent with which it does not nearly cancel.

        Errors are relative to the terms that an entry is a sum of. One of 1e-10 in an entry that cancels to a
        hundredth of its terms would be within the tolerance; not so where this holds. Zeros have nothing to tell.
        """
        truths = self.gradients
        for name in self.function.wrt:
            with np.errstate(invalid="ignore", divide="ignore"):
                shares = [np.abs(truth.values[name]) / truth.scales[name] for truth in truths]
            most = np.max(np.nan_to_num(shares), axis=0)
            if np.any((most < CANCELS) & (most > 0.0)):
                return False
        return True

    @property
    def gradients(self) -> tuple[Gradient, ...]:
        """The whole gradient for each cotangent; at a kink the first right answer."""
        return self.truths[0]

    def nearest(self, found: Sequence[Array]) -> tuple[Gradient, ...]:
        """The right answer from which the fewest gradients found with the first cotangent differ, and those least."""
        if len(self.truths) == 1:
            return self.truths[0]

        def distance(truth: tuple[Gradient, ...]) -> tuple[int, float]:
            pairs = zip(self.function.wrt, found, strict=True)
            apart = [compare.entries(g, truth[0].values[name], truth[0].scales[name]).error for name, g in pairs]
            return sum(not error <= compare.SLIGHT for error in apart), max(np.nan_to_num(apart, nan=np.inf))

        return min(self.truths, key=distance)

    def gate(self, found: Sequence[Sequence[Array]]) -> float:
        """The largest contraction error over all directions, for gradients found with the first cotangents.

        Every entry of every gradient takes part; their shapes are right by now, their numbers may be anything.
        """
        yours = self._flat_directions, _stacked(found)
        return min(float(np.max(compare.contractions(yours, right))) for right in self._right_contracted)

    def suspicious(self, found: Sequence[Array], tolerance: float) -> bool:
        """Whether errors show that drown in a plain direction, where a large number hides a small one's.

        Two directions of the gradients' own: in one all entries weigh the same (beside a large entry a small one is
        seen to 1e-7 of itself at best), in the other all arrays do. They amplify honest rounding too, so what they
        show is a reason to look closer, not to refuse.
        """
        shares = np.abs(np.concatenate([gradient.ravel() for gradient in found]))
        largest = float(shares.max(initial=0.0))
        if not 0.0 < largest < np.inf:
            return False
        shares /= largest
        counts = [gradient.size for gradient in found]
        ends = list(accumulate(counts))
        parts = [shares[end - count : end] for end, count in zip(ends, counts, strict=True)]
        rms = [math.sqrt(part @ part / max(part.size, 1)) for part in parts]
        least = min(size / math.sqrt(max(count, 1)) for size, count in zip(rms, counts, strict=True))
        if least > SEEN * math.hypot(*rms) and shares.min(where=shares > 0, initial=1.0) > FLOOR:
            return False  # a plain direction sees it all; nine cases of ten
        sizes = np.repeat(rms, counts)
        plain = np.concatenate([self.directions[name][0].ravel() for name in self.function.wrt])
        along = np.stack([np.sign(plain) / np.maximum(shares, FLOOR), plain / np.maximum(sizes, FLOOR)])
        pieces = zip(self.function.wrt, np.split(along, ends[:-1], axis=1), found, strict=True)
        directions = {name: piece.reshape(2, *gradient.shape) for name, piece, gradient in pieces}
        right = compare.contracted(_flat(directional(self.function, directions)), self._flat_upstreams[:1])
        entries, arrays = compare.contractions((along, _stacked([found])), right)[:, 0]
        return not (entries <= SMALL and arrays <= tolerance)

    def gate_of(self, name: str, found: Sequence[Array]) -> float:
        """The same as `gate` for one argument alone, whose gradient was found with each cotangent."""
        alone = {name: self.directions[name]}
        right = compare.contracted(_flat(directional(self.function, alone)), self._flat_upstreams)
        return float(np.max(compare.contractions((_flat(alone.values()), _stacked([[g] for g in found])), right)))

    @cached_property
    def _right_contracted(self) -> list[compare.Contracted]:
        """What the gate finds in right gradients, once for each right answer."""
        slopes = (self.slopes, *(directional(f, self.directions) for f in self.functions[1:]))
        return [compare.contracted(_flat(each), self._flat_upstreams) for each in slopes]

    @cached_property
    def _flat_directions(self) -> Array:
        return _flat(self.directions.values())

    @cached_property
    def _flat_upstreams(self) -> Array:
        return _stacked(self.upstreams)

    def moved(self, number: int) -> Draw:
        """The same draw at a point nearby, another one for each number."""
        rng, args = stream("moved", self.case.name, str(number)), dict(self.case.args)
        for name in self.function.wrt:
            args[name] = args[name] * (1.0 + MOVE * rng.uniform(-1.0, 1.0, args[name].shape))
        whole, *functions = (replace(function, args=args) for function in (self.whole, *self.functions))
        case = replace(self.case, args=args)
        return replace(self, case=case, whole=whole, functions=tuple(functions), right=whole())

    @cached_property
    def confirmed(self) -> bool:
        """Whether a second numerical method finds the same slopes along the first direction.

        At a kink that is asked a step further along this direction: on the kink differences see both sides at once.
        """
        if not self.function.wrt:
            return True
        first = {name: value[0] for name, value in self.directions.items()}
        asked = [_beyond(f, first) if self.kink else f for f in self.functions]
        return all(any(_agree(f, first, step) for step in OPINIONS) for f in asked)


def _scaled(function: Function, gradient: Gradient, upstreams: tuple[Array, ...], *, loss: bool) -> Gradient:
    """The same gradient with a scale for entries that have none of their own.

    Attention to a single key does not depend on the key, yet right code rounds there to 1e-17 and not to 0. Such an
    entry is held against |v∘y| / |x|, what a derivative of y by x would be like, so no unit decides. And the derivative
    of a loss is one term to us, where it is a sum over samples to whoever computes it: an entry that cancels there is
    held against the others of its array.
    """
    pulled = compare.norm(compare.products(upstreams, function()))
    scales = {}
    for name, scale in gradient.scales.items():
        size = compare.norm(function.args[name]) / np.sqrt(max(scale.size, 1))
        scales[name] = np.where(scale == 0.0, pulled / size if size else 0.0, scale)
        if loss:
            scales[name] = np.maximum(scales[name], compare.magnitudes(gradient.values[name]))
    return replace(gradient, scales=scales)


def _agree(function: Function, direction: Arrays, step: float) -> bool:
    slopes = directional(function, {name: value[None] for name, value in direction.items()})
    for slope, other in zip(slopes, second_opinion(function, direction, step), strict=True):
        size = float(np.linalg.norm(slope))
        if not float(np.linalg.norm(slope[0] - other)) <= AGREES * size + np.finfo(float).tiny:
            return False
    return True


def _beyond(function: Function, direction: Arrays) -> Function:
    """The function a tenth of the direction further: past the kink, on which differences would see both sides."""
    args = {name: function.args[name] + 0.1 * direction[name] for name in function.wrt}
    return replace(function, args={**function.args, **args})


def _flat(rows: Iterable[Array]) -> Array:
    """The first DIRECTIONS of every array side by side: (DIRECTIONS, how many numbers there are)."""
    return np.concatenate([each[:DIRECTIONS].reshape(DIRECTIONS, -1) for each in rows], axis=1)


def _stacked(rows: Iterable[Sequence[Array]]) -> Array:
    """The arrays of each row side by side."""
    return np.stack([np.concatenate([array.ravel() for array in row]) for row in rows])


def stream(*names: str) -> np.random.Generator:
    """A generator of its own for these names; the same names give the same numbers on every platform."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    return np.random.default_rng(np.frombuffer(digest, np.uint32))
