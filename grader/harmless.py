"""Lets off what is right but for a habit: single precision inside, an epsilon added or clipped at.

Right mathematics is never refused for a habit, and a small error is never let off for being small. What tells them
apart is the learner's own code without the habit: `float32` widened, or the epsilon made a million times smaller, in
a process of its own, judged like any submission. A check is let off only if it passes there, by the ordinary rules;
a wrong derivative is as wrong without the habit as with it. Two more things must hold, since somebody could write the
error itself as `dw * (1 + 1e-8)`:

- An epsilon guards something (a root, a logarithm, a quotient), so results are not linear in it once it is large.
- The error is not one and the same factor in every case: that is a scaled gradient, whatever it was written with.

The source is searched for a few literals and never parsed here; what is found decides only what is tried. Code that
expects to be tried gains an error of at most 1e-6 (single precision: 1e-4), which its report names and `--strict`
refuses.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import numpy as np

from grader import compare
from grader.ask import Ask
from grader.calls import Runner
from grader.compare import SINGLE_MOST
from grader.draws import LARGE, Draw
from grader.errand import Told, nobody
from grader.habits import Habits, suspicions
from grader.kinds import Layer
from grader.numgrad import Array
from grader.outcome import Allowance, Leniency, Outcome
from grader.sandbox.child import Failure
from grader.trial import Trial

PATIENCE = 6.0
"""Seconds after which no further habit is tried on one submission; each trial has its own limit besides."""
LARGE_EPSILON = 0.25
"""Where a quotient, a root or a logarithm of numbers about 1 is no longer linear in what was added."""
STRAIGHT = 0.01
"""How near a line results are that are linear in an epsilon; rounding makes it 1e-4."""
ALIKE = 1e-3
"""How near each other the relative errors of a scaled gradient are."""


@dataclass(frozen=True)
class Work:
    """What a submission is tried on, and how to try another source."""

    layer: Layer
    draws: Sequence[Draw]
    tolerance: float
    start: Callable[[bytes], AbstractContextManager[Runner]]
    """A runner of its own with this source loaded."""
    told: Told = nobody
    """Of the stages that pass."""


def judged(work: Work, runner: Runner, source: bytes) -> Outcome:
    """What a trial of this submission gives, rounding and habits let off. Raises GraderFault."""
    lenient, until = Leniency(rounding=False), time.monotonic() + PATIENCE
    outcome = Trial(work.layer, work.draws, runner, work.tolerance).run(lenient, work.told)
    for _ in ("forward", "gradient"):
        more = _more(work, source, (outcome, lenient), until) if _slight(outcome) else None
        if more is None:
            break
        lenient = more
        with work.start(source) as again:
            outcome = Trial(work.layer, work.draws, again, work.tolerance).run(lenient, work.told)
    if any(trouble.slight for trouble in outcome.troubles) and not _slight(outcome):
        with work.start(source) as again:  # what is right but for rounding is not to be told beside what is wrong
            outcome = Trial(work.layer, work.draws, again, work.tolerance).run(replace(lenient, rounding=True))
    return outcome


def _slight(outcome: Outcome) -> bool:
    """Whether nothing is wrong but small errors in values."""
    return bool(outcome.troubles) and all(
        trouble.comparison is not None and trouble.comparison.within(SINGLE_MOST) for trouble in outcome.troubles
    )


def _more(work: Work, source: bytes, so_far: tuple[Outcome, Leniency], until: float) -> Leniency | None:
    """The least leniency that lets off every error of this outcome; None where there is none.

    A habit before rounding, for single precision is rounding too, and a formula's own before a habit on top of it.
    """
    outcome, lenient = so_far
    rounding = replace(lenient, rounding=True)
    found = tuple(suspicions(source))
    for habit, also in (*((h, lenient) for h in found), (None, rounding), *((h, rounding) for h in found)):
        if time.monotonic() > until:
            break
        if habit is None:
            if _cleared(work, source, outcome, also) is not None:
                return also
            continue
        allowance = _allowance(work, source, outcome, habit, also)
        if allowance is not None:
            return replace(also, allowances=(*also.allowances, allowance))
    return None


def _allowance(work: Work, source: bytes, outcome: Outcome, habit: Habits, also: Leniency) -> Allowance | None:
    """What this habit explains, with leniency for the rest; None where errors of the outcome are not of it."""
    largest = max(t.comparison.error for t in outcome.troubles if t.comparison is not None)
    if largest > habit.most:
        return None
    cleared = _cleared(work, habit.without(source), outcome, also)
    tensors = {trouble.tensor for trouble in outcome.troubles}
    if cleared is None or not _Answers(work).are_of_a_habit(habit, source, tensors):
        return None
    # Those of this stage alone: what is wrong with a gradient is looked at by itself.
    return Allowance(frozenset(k for k in cleared if k[0].startswith(f"{outcome.stage}:")), habit.most, habit.notes)


def _cleared(work: Work, source: bytes, outcome: Outcome, lenient: Leniency) -> frozenset[tuple[str, str]] | None:
    """The checks that another source or more leniency passes; None if an error of the outcome stays one."""
    wanted = {(f"{t.stage}:{t.tensor}", t.case) for t in outcome.troubles}
    troubled = {case for _, case in wanted}
    found: set[tuple[str, str]] = set()
    with work.start(source) as runner:
        for draw in sorted(work.draws, key=lambda draw: draw.case.name not in troubled):
            checks = Trial(work.layer, [draw], runner, work.tolerance, between=work.draws).run(lenient).checks
            found |= {key for key, check in checks.items() if check.passed}
            if not {key for key in wanted if key[1] == draw.case.name} <= found:
                return None
    return frozenset(found)


class _Answers:
    """What sources give on the cases that are small enough to know every entry of their gradients."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._draws = [draw for draw in work.draws if draw.function.size <= LARGE and not draw.kink]

    def are_of_a_habit(self, suspicion: Habits, source: bytes, tensors: set[str]) -> bool:
        """Whether the errors in these tensors look like those of a habit, and not like a factor or a fudge."""
        mine = self._errors(source)
        if any(_one_factor(mine.get(tensor, [])) for tensor in tensors):
            return False
        if not suspicion.epsilons:
            return True
        now = self._errors(Habits(suspicion.single).without(source))
        factor = LARGE_EPSILON / max(epsilon.value for epsilon in suspicion.epsilons)
        later = self._errors(suspicion.without(source, factor))
        bent = {name for name, errors in now.items() if _bent(errors, later.get(name, []), factor)}
        biased = {name for name, errors in now.items() if any(error.clear.any() for error in errors)}
        # An output may hold the epsilon itself (p + 1e-12 given back beside the loss); a gradient has no reason to.
        return bool(bent) and tensors & biased - set(self._work.layer.outputs) <= bent

    def _errors(self, source: bytes) -> dict[str, list[_Error]]:
        """By tensor: its errors in every case in which the source gives it."""
        found: dict[str, list[_Error]] = {}
        with self._work.start(source) as runner:
            ask = Ask(self._work.layer, runner)
            for draw in self._draws:
                for name, error in self._of(ask, draw):
                    found.setdefault(name, []).append(error)
        return found

    def _of(self, ask: Ask, draw: Draw) -> Iterator[tuple[str, _Error]]:
        layer, case = self._work.layer, draw.case.name
        outputs, gradients = ask.outputs(draw), ask.gradients(draw)
        if not isinstance(outputs, Failure):
            for name, yours, right in zip(layer.outputs, outputs, draw.right, strict=True):
                if yours.shape == right.shape:
                    yield name, _Error(case, yours, right, compare.magnitudes(right))
        if not isinstance(gradients, Failure):
            truth = draw.gradients[0]
            for name, yours, wrt in zip(layer.gradients, gradients.first, layer.wrt, strict=True):
                if yours.shape == truth.values[wrt].shape:
                    yield name, _Error(case, yours, truth.values[wrt], truth.scales[wrt])


@dataclass(frozen=True)
class _Error:
    """One tensor in one case."""

    case: str
    yours: Array
    right: Array
    scales: Array

    @property
    def difference(self) -> Array:
        with np.errstate(over="ignore", invalid="ignore"):
            return np.asarray(self.yours.real.astype(np.float64) - self.right)

    @property
    def clear(self) -> Array:
        """Which entries are off by more than rounding."""
        return np.asarray(np.abs(self.difference) > compare.TOLERANCE * np.maximum(self.scales, np.abs(self.right)))


def _one_factor(errors: Sequence[_Error]) -> bool:
    """Whether whatever is off is off by one and the same factor; one number alone shows nothing."""
    clear = [(error.difference[error.clear], error.right[error.clear]) for error in errors]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.concatenate([np.zeros(0), *(difference / right for difference, right in clear)])
    return ratios.size > 1 and bool(np.ptp(ratios) <= ALIKE * np.abs(np.median(ratios)))


def _bent(now: Sequence[_Error], later: Sequence[_Error], factor: float) -> bool:
    """Whether in some case the errors did not just grow by the factor by which the epsilon did."""
    by_case = {error.case: error for error in later}
    for error in now:
        other = by_case.get(error.case)
        if other is None or not np.any(error.clear):
            continue
        expected = factor * error.difference[error.clear]
        gap = compare.norm(other.difference[error.clear] - expected)
        if gap > STRAIGHT * compare.norm(expected):
            return True
    return False
