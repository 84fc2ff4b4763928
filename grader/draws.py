"""What one judgement is made on: the salted cases, their upstream gradients, and what is right for them.

Owns the streams of randomness: everything follows from the salt, and inputs, upstreams and directions come from
streams of their own (an upstream drawn like x makes some gradients vanish). Nothing here comes from a learner.

At a kink a function has several right gradients. A case named `kink…` has one for each forward that its reference lists
as `subgradients`, and whoever matches one of them everywhere is right; an interval of one directional derivative would
refuse valid answers (relu'(0) = 0, with six ReLUs at 0, in half of the draws). Any other case has no kink: there
f'(x; u) = -f'(x; -u), and a draw that happens upon one is drawn again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from exercises.catalog import Case, Exercise
from grader import compare
from grader.numgrad import Array, Arrays, Function, Gradient, directional, gradients, random_directions, second_opinion

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
ATTEMPTS = 20
RUNS = 4
"""Salts whose draws are kept."""
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
    accepts: Accepts | None = None
    """Where many outputs are right: what is wrong with these, by the name of the output."""

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
        return tuple(gradients(function, self.upstreams) for function in self.functions)

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
        """The right answer from which gradients found with the first cotangent differ least, all of them together."""
        if len(self.truths) == 1:
            return self.truths[0]

        def distance(truth: tuple[Gradient, ...]) -> float:
            pairs = zip(self.function.wrt, found, strict=True)
            apart = [compare.entries(g, truth[0].values[name], truth[0].scales[name]).error for name, g in pairs]
            return max(np.inf if np.isnan(error) else error for error in apart)

        return min(self.truths, key=distance)

    def gate(self, found: Sequence[Sequence[Array]]) -> float:
        """The largest contraction error over all directions, for gradients found with the first cotangents.

        Every entry of every gradient takes part; their shapes are right by now, their numbers may be anything.
        """
        slopes = (self.slopes, *(directional(f, self.directions) for f in self.functions[1:]))
        along = _flat(self.directions.values())
        return min(float(np.max(self._contracted(along, each, found))) for each in slopes)

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
        ends = np.cumsum([gradient.size for gradient in found])
        parts = np.split(shares, ends[:-1])
        rms = np.array([np.sqrt(np.dot(part, part) / max(part.size, 1)) for part in parts])
        counts = [max(part.size, 1) for part in parts]
        if (
            np.min(rms / np.sqrt(counts)) > SEEN * np.linalg.norm(rms)
            and shares.min(where=shares > 0, initial=1.0) > FLOOR
        ):
            return False  # a plain direction sees it all; nine cases of ten
        sizes = np.repeat(rms, [part.size for part in parts])
        plain = np.concatenate([self.directions[name][0].ravel() for name in self.function.wrt])
        along = np.stack([np.sign(plain) / np.maximum(shares, FLOOR), plain / np.maximum(sizes, FLOOR)])
        pieces = zip(self.function.wrt, np.split(along, ends[:-1], axis=1), found, strict=True)
        directions = {name: piece.reshape(2, *gradient.shape) for name, piece, gradient in pieces}
        entries, arrays = self._contracted(along, directional(self.function, directions), [found])[:, 0]
        return not (entries <= SMALL and arrays <= tolerance)

    def gate_of(self, name: str, found: Sequence[Array]) -> float:
        """The same as `gate` for one argument alone, whose gradient was found with each cotangent."""
        alone = {name: self.directions[name]}
        slopes = directional(self.function, alone)
        return float(np.max(self._contracted(_flat(alone.values()), slopes, [[gradient] for gradient in found])))

    def _contracted(self, along: Array, slopes: Iterable[Array], found: Sequence[Sequence[Array]]) -> Array:
        """Errors by direction and cotangent."""
        yours = np.stack([np.concatenate([gradient.ravel() for gradient in each]) for each in found])
        ups = np.stack([np.concatenate([up.ravel() for up in each]) for each in self.upstreams[: len(found)]])
        return compare.contractions((along, yours), (_flat(slopes), ups))

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


@lru_cache(maxsize=RUNS)
def draw_all(exercise: Exercise, salt: str, *, hidden: bool = False) -> tuple[Draw, ...]:
    """The cases of an exercise for one salt; with `hidden` those marked so too. Raises GraderFault.

    A teacher's run has one salt for all submissions, so what was drawn for the first is kept, with what is right about
    it: half of the grader's own work on a submission.
    """
    cases: Sequence[Case] = exercise.reference.cases(stream(salt, exercise.id, "cases"))
    return tuple(_off_kinks(exercise, draw(exercise, c, salt), salt) for c in cases if hidden or not c.hidden)


@lru_cache(maxsize=RUNS)
def draw_hidden(exercise: Exercise, salt: str) -> tuple[Draw, ...]:
    """All cases once more with other numbers, and with those marked hidden; none of it is shown. Raises GraderFault."""
    draws = draw_all(exercise, f"{salt}-hidden", hidden=True)
    return tuple(replace(each, case=replace(each.case, hidden=True)) for each in draws)


def draw(exercise: Exercise, case: Case, salt: str) -> Draw:
    """One case, with its right outputs, its upstreams and its directions. Raises GraderFault."""
    forward, reference = exercise.role("forward"), exercise.reference
    wrt = tuple(argument.name for argument in forward.args if argument.differentiate)
    whole = Function(reference.forward, case.args, wrt, getattr(reference, "STACKABLE", True))
    right = whole()
    receiving = tuple(i for i, output in enumerate(forward.outputs) if output.upstream)
    shapes = [right[i].shape for i in receiving]
    forwards = getattr(reference, "subgradients", ()) if case.name.startswith(KINK) else (reference.forward,)
    if not forwards:
        raise GraderFault(f"{exercise.id} has the case {case.name} and no `subgradients`")
    functions = tuple(replace(whole, forward=_Selected(f, receiving)) for f in forwards)
    directions = random_directions(functions[0], DIRECTIONS, stream(salt, exercise.id, "directions", case.name))
    both_ways = {name: np.concatenate([value, -value[:1]]) for name, value in directions.items()}
    drawn = Draw(case, whole, functions, right, (), both_ways, getattr(reference, "accepts", None))
    seeds = (
        (salt, exercise.id, "upstreams", case.name, *again) for again in ((), *((str(i),) for i in range(ATTEMPTS)))
    )
    if exercise.kind == "loss-and-grads":  # the loss itself is differentiated
        return replace(drawn, upstreams=(tuple(map(np.ones, shapes)),) * COTANGENTS)
    candidates = (replace(drawn, upstreams=_upstreams(stream(*seed), shapes)) for seed in seeds)
    first = next(candidates)
    if case.name != "tiny" or first.telling:
        return first
    return next((other for other in candidates if other.telling), first)


def _off_kinks(exercise: Exercise, drawn: Draw, salt: str) -> Draw:
    """This draw, or the same case with other numbers if it stands on a kink by chance."""
    for attempt in range(1, ATTEMPTS):
        if drawn.kink or drawn.smooth:
            return drawn
        cases: Sequence[Case] = exercise.reference.cases(stream(salt, exercise.id, "cases", str(attempt)))
        drawn = next((draw(exercise, case, salt) for case in cases if case.name == drawn.case.name), drawn)
    raise GraderFault(f"{exercise.id} draws kinks in the case {drawn.case.name}, whose name does not say so")


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


def stream(*names: str) -> np.random.Generator:
    """A generator of its own for these names; the same names give the same numbers on every platform."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    return np.random.default_rng(np.frombuffer(digest, np.uint32))


def _upstreams(rng: np.random.Generator, shapes: Sequence[tuple[int, ...]]) -> tuple[tuple[Array, ...], ...]:
    """COTANGENTS of them, one array for each shape."""
    return tuple(tuple(np.asarray(rng.standard_normal(shape)) for shape in shapes) for _ in range(COTANGENTS))


@dataclass(frozen=True)
class _Selected:
    """A forward that returns some of its outputs."""

    forward: Any
    positions: tuple[int, ...]

    def __call__(self, **args: Any) -> tuple[Array, ...]:
        outputs = self.forward(**args)
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        return tuple(outputs[i] for i in self.positions)
