"""Draws the salted cases of an exercise, each with its upstream gradients and its directions.

Owns the streams of randomness: everything follows from the salt, and inputs, upstreams and directions come from
streams of their own (an upstream drawn like x makes some gradients vanish).

At a kink a function has several right gradients. A case named `kink…` has one for each forward that its reference lists
as `subgradients`, and whoever matches one of them everywhere is right; an interval of one directional derivative would
refuse valid answers (relu'(0) = 0, with six ReLUs at 0, in half of the draws). Any other case has no kink: there
f'(x; u) = -f'(x; -u), and a draw that happens upon one is drawn again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

import numpy as np

from exercises.catalog import Case, Exercise
from grader.draws import COTANGENTS, DIRECTIONS, KINK, Draw, GraderFault, stream
from grader.numgrad import Array, Function, random_directions

ATTEMPTS = 20
SALTS = 4
"""Those whose draws are kept;"""
EXERCISES = 32
"""and of how many exercises each."""


def draw_all(exercise: Exercise, salt: str, *, hidden: bool = False) -> tuple[Draw, ...]:
    """The cases of an exercise for one salt; with `hidden` those marked so too. Raises GraderFault.

    A teacher's run has one salt for all submissions, so what was drawn for the first is kept, with what is right about
    it: half of the grader's own work on a submission.
    """
    return _kept(salt)(exercise, hidden=hidden)


def draw_hidden(exercise: Exercise, salt: str) -> tuple[Draw, ...]:
    """All cases once more with other numbers, and with those marked hidden; none of it is shown. Raises GraderFault."""
    return _kept(f"{salt}-hidden")(exercise, hidden=True, mark=True)


@lru_cache(maxsize=SALTS)
def _kept(salt: str) -> Callable[..., tuple[Draw, ...]]:
    """By salt first: whoever practises has another one each time, and needs none of it again."""
    return lru_cache(maxsize=EXERCISES)(partial(drawn, salt))


def drawn(salt: str, exercise: Exercise, *, hidden: bool, mark: bool = False) -> tuple[Draw, ...]:
    """The cases of an exercise, drawn now; with `mark` all of them are hidden ones. Raises GraderFault."""
    cases: Sequence[Case] = exercise.reference.cases(stream(salt, exercise.id, "cases"))
    draws = (_settled(exercise, draw(exercise, c, salt), salt) for c in cases if hidden or not c.hidden)
    return tuple(replace(d, case=replace(d.case, hidden=True)) if mark else d for d in draws)


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
    drawn = Draw(case, whole, functions, right, (), both_ways, accepts=getattr(reference, "accepts", None))
    seeds = (
        (salt, exercise.id, "upstreams", case.name, *again) for again in ((), *((str(i),) for i in range(ATTEMPTS)))
    )
    if exercise.kind == "loss-and-grads":  # the loss itself is differentiated
        return replace(drawn, upstreams=(tuple(map(np.ones, shapes)),) * COTANGENTS, loss=True)
    candidates = (replace(drawn, upstreams=_upstreams(stream(*seed), shapes)) for seed in seeds)
    first = next(candidates)
    if case.name != "tiny" or first.telling:
        return first
    return next((other for other in candidates if other.telling), first)


def _settled(exercise: Exercise, drawn: Draw, salt: str) -> Draw:
    """This draw, or the same case with other numbers where it stands on a kink by chance.

    So too where the loss itself is differentiated and an entry of `tiny` nearly cancels: no other upstream can help.
    """
    smooth: Draw | None = None
    for attempt in range(1, ATTEMPTS):
        if drawn.kink or (drawn.smooth and _tells(drawn)):
            return drawn
        smooth = smooth or (drawn if drawn.smooth else None)
        cases: Sequence[Case] = exercise.reference.cases(stream(salt, exercise.id, "cases", str(attempt)))
        drawn = next((draw(exercise, case, salt) for case in cases if case.name == drawn.case.name), drawn)
    if smooth is None:
        raise GraderFault(f"{exercise.id} draws kinks in the case {drawn.case.name}, whose name does not say so")
    return smooth


def _tells(drawn: Draw) -> bool:
    return not drawn.loss or drawn.case.name != "tiny" or drawn.telling


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
