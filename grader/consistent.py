"""What can still be judged where the forward is wrong: whether the gradients are those of the learner's own forward.

Owns points, never the verdict. In a case whose forward is right the gradients are held against the reference as ever.
In the others they are held against central differences of the forward that was handed in, which says nothing about a
forward that was written to be easy to differentiate; so a gradient earns nothing there

- where it is a multiple of the right one (a scaled forward), or zero where the right one is not (a constant one),
- where the reference's slope along an argument changes with the others, and the learner's does not (a sum of inputs,
  squares in the place of products); or, where it changes with that argument alone, likewise (an identity),
- where a number reaches most of the outputs that it must not reach (a sum over the whole batch),
- where each number makes its own output: any function would be as easy there,

and nothing does where that holds for half of the arguments. Some cases are looked at, since in some there is nothing to
see: slopes of what is saturated do not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader import compare
from grader.ask import Ask, new_program
from grader.calls import Runner
from grader.draws import LARGE, Draw
from grader.kinds import Layer
from grader.numgrad import Array, directional
from grader.outcome import Outcome
from grader.report import Check
from grader.sandbox.child import Failure
from grader.trial import Trial

STEP = 1e-5
"""Of central differences in float64, relative to the size of an argument: 1e-10 of error, and few kinks on the way."""
CONSISTENT = 1e-6
"""How near gradients and differences are; what is wrong with a backward is wrong by far more."""
ELSEWHERE = 1.5
"""Slopes are taken again where the other arguments, or the argument itself, are this many times as large."""
BENT = 1e-3
"""By how much of itself a slope changes there, if it depends on where it is taken."""
REACHED = 1e-6
"""Part of the largest slope from which on an output counts as reached."""
LOOKS = 4
"""Cases, in the order of the exercise: ordinary ones come first."""
STRAY = 0.5
"""Share of the outputs that must not be reached from where on a forward is another one."""


def more_checks(layer: Layer, draws: Sequence[Draw], outcome: Outcome, runner: Runner) -> list[Check]:
    """Checks of the stages after `forward`, of an outcome that ended there. Raises GraderFault and SandboxError."""
    wrong = {key[1] for key, check in outcome.checks.items() if check.stage == "forward" and not check.passed}
    right = [draw for draw in draws if draw.case.name not in wrong]
    later = Trial(layer, right, runner, compare.TOLERANCE, between=draws).run() if right else Outcome()
    known = outcome.checks.keys()
    checks = [check for key, check in later.checks.items() if key not in known and check.stage != "calls"]
    others = [d for d in draws if d.case.name in wrong and not d.kink and d.function.size <= LARGE]
    if layer.gradients and others:
        own = _Own(layer, runner)
        depends = own.depending(others[:LOOKS])
        if 2 * len(depends) > len(layer.wrt):
            checks += [check for draw in others for check in own.checks(draw, depends)]
    return checks


class _Own:
    """The functions of one learner, the forward differentiated numerically."""

    def __init__(self, layer: Layer, runner: Runner) -> None:
        self._layer = layer
        self._runner = runner
        receiving = [i for i, output in enumerate(layer.forward.outputs) if output.upstream]
        self._receiving = receiving or list(range(len(layer.outputs)))

    def checks(self, draw: Draw, depends: frozenset[str]) -> Iterator[Check]:
        """One for every gradient that earns something in this case."""
        found = Ask(self._layer, self._runner).gradients(draw)
        if isinstance(found, Failure):
            return
        for i, (name, wrt) in enumerate(zip(self._layer.gradients, self._layer.wrt, strict=True)):
            both = found.first[i], found.second[i]
            right = draw.gradients[0].values[wrt]
            if wrt not in depends or any(g.shape != right.shape for g in both) or _multiple(both[0], right):
                continue
            error = self._error(draw, wrt, both)
            if error <= CONSISTENT:
                yield Check(f"gradient-shape:{name}", "gradient-shape", name, draw.case.name, draw.case.hidden, True)
                yield Check(
                    f"gradient:{name}", "gradient", name, draw.case.name, draw.case.hidden,
                    passed=True, error=error, tolerance=CONSISTENT, own_forward=True,
                )  # fmt: skip

    def depending(self, draws: Sequence[Draw]) -> frozenset[str]:
        """The arguments along which this forward is about as hard to differentiate as ours."""
        return frozenset(
            name
            for name in self._layer.wrt
            if _most(self._bends(draw, name) for draw in draws) and _most(self._keeps_to(draw, name) for draw in draws)
        )

    def _bends(self, draw: Draw, name: str) -> bool | None:
        """Whether slopes along this argument change with the others, or else with it, as ours do.

        None where ours do not.
        """
        args, along = draw.case.args, {name: _direction(draw, name, 0)}
        moved = {other: ELSEWHERE * args[other] for other in self._layer.wrt}
        itself = args | {name: moved.pop(name)}
        given = {other: value for other, value in args.items() if other not in self._layer.wrt}
        moved |= {other: np.roll(value, 1) for other, value in given.items() if np.ndim(value)}  # labels, masks
        ours = _our_slopes(draw, args, along)
        for elsewhere in (args | moved, itself):
            if _changed(ours, _our_slopes(draw, elsewhere, along)):
                here, there = (self._slopes(draw, at, along) for at in (args, elsewhere))
                return here is not None and there is not None and _changed(here, there)
        return None

    def _keeps_to(self, draw: Draw, name: str) -> bool | None:
        """Whether one number of this argument reaches few outputs that it does not reach in ours.

        None where it reaches nothing there, or everything.
        """
        direction = _direction(draw, name, 0)
        one = np.zeros_like(direction)
        one.flat[np.argmax(np.abs(direction))] = 1.0
        ours = _reached(_our_slopes(draw, draw.case.args, {name: one}))
        if ours.all() or not ours.any():
            return None
        shapes = [draw.right[i].shape for i in self._receiving]
        if len(self._layer.wrt) == 1 and shapes == [one.shape] and ours.sum() == 1:
            return False
        slopes = self._slopes(draw, draw.case.args, {name: one})
        return slopes is not None and bool(_reached(slopes)[~ours].mean() <= STRAY)

    def _error(self, draw: Draw, wrt: str, gradients: Sequence[Array]) -> float:
        """The worst over directions and cotangents; infinite where the forward gives nothing to differentiate."""
        errors = []
        for k in range(2):
            direction = _direction(draw, wrt, k)
            slopes = self._slopes(draw, draw.case.args, {wrt: direction})
            if slopes is None:
                return np.inf
            for gradient, upstreams in zip(gradients, draw.upstreams, strict=True):
                terms = compare.products(slopes, upstreams), compare.products([gradient], [direction])
                errors.append(compare.contraction(*terms))
        return max(errors)

    def _slopes(self, draw: Draw, args: Mapping[str, Any], along: dict[str, Array]) -> list[Array] | None:
        """Central differences of the outputs that receive an upstream; None where there are none."""
        ((name, direction),) = along.items()
        size = compare.norm(args[name]) / max(compare.norm(direction), np.finfo(float).tiny)
        step = STEP * (size or 1.0)
        ends = [self._outputs(draw, {**args, name: args[name] + sign * step * direction}) for sign in (1, -1)]
        if ends[0] is None or ends[1] is None:
            return None
        with np.errstate(all="ignore"):
            slopes = [(plus - minus) / (2 * step) for plus, minus in zip(*ends, strict=True)]
        return slopes if all(np.isfinite(slope).all() for slope in slopes) else None

    def _outputs(self, draw: Draw, args: dict[str, Any]) -> list[Array] | None:
        program = new_program(draw)
        self._layer.add_forward(program, replace(draw.case, args=args), 0)
        results = program.run(self._runner)
        if isinstance(results, Failure):
            return None
        outputs = [np.asarray(results[i], float) for i in self._receiving]
        wanted = [draw.right[i].shape for i in self._receiving]
        return outputs if [output.shape for output in outputs] == wanted else None


def _direction(draw: Draw, name: str, number: int) -> Array:
    return np.asarray(draw.directions[name][number])


def _our_slopes(draw: Draw, args: Mapping[str, Any], along: Mapping[str, Array]) -> list[Array]:
    """Of the reference's outputs that receive an upstream."""
    slopes = directional(
        replace(draw.function, args=args), {name: direction[None] for name, direction in along.items()}
    )
    return [slope[0] for slope in slopes]


def _most(seen: Iterable[bool | None]) -> bool:
    """Whether no more cases speak against it than for it."""
    said = list(seen)
    return said.count(False) <= said.count(True)


def _reached(slopes: Sequence[Array]) -> Array:
    sizes = np.abs(np.concatenate([slope.ravel() for slope in slopes]))
    return np.asarray(sizes > REACHED * sizes.max(initial=0.0))


def _multiple(yours: Array, right: Array) -> bool:
    """Whether one factor, and not 1, makes all of one gradient the other; zero is a multiple of anything."""
    with np.errstate(all="ignore"):
        size = np.vdot(right, right)
        factor = np.vdot(right, yours) / size if size else 0.0
        apart, off = compare.norm(yours - factor * right), compare.norm(yours - right)
    near = CONSISTENT * max(compare.norm(yours), compare.norm(right))
    return bool(apart <= near and off > near)


def _changed(here: Sequence[Array], elsewhere: Sequence[Array]) -> bool:
    """Whether slopes at two places differ."""
    apart = compare.norm(np.concatenate([(a - b).ravel() for a, b in zip(here, elsewhere, strict=True)]))
    size = compare.norm(np.concatenate([a.ravel() for a in (*here, *elsewhere)]))
    return bool(apart > BENT * size)
