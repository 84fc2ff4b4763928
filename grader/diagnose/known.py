"""The known wrong versions of an exercise, tried on the same salted cases as the learner's file.

A mistake changes some tensors of the solution. It explains those where the learner's are the same arrays in every
case; it matches as a whole where nothing else of the learner's is wrong. Mistakes that match in part are put together
when they concern different tensors: dx by one, db by another. Those planted in a program to be repaired may stand in
one another's way, so there all subsets are tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from exercises.catalog import Exercise, Mistake, Stage
from grader.calls import Local
from grader.compare import TOLERANCE
from grader.diagnose.evidence import same
from grader.diagnose.solution import BACKWARD, FORWARD, Solution
from grader.draws import Draw
from grader.kinds import functions_of
from grader.numgrad import Array
from grader.outcome import Outcome, Trouble
from grader.trial import Trial

Matches = list[tuple[Mistake, frozenset[int]]]
"""Mistakes, each with the positions of the tensors that it explains; none where there are no arrays."""


def matches(exercise: Exercise, solution: Solution, draws: Sequence[Draw], outcome: Outcome) -> Matches:
    """The mistakes that explain this outcome together; those that explain all of it alone, if there are such."""
    stage = outcome.stage
    if stage is None:
        return []
    if stage not in (*FORWARD, *BACKWARD) or any((stage, draw.case.name) not in outcome.arrays for draw in draws):
        whole = [m for m in exercise.mistakes if m.stage == stage and _behaves(m, exercise, draws, outcome)]
        return [(mistake, frozenset()) for mistake in whole]
    # At a kink a right answer may be another than the solution's.
    firm = [draw for draw in draws if not draw.kink or _failed(outcome, stage, draw)]
    return _put_together(exercise, _Cases(solution, firm, outcome, stage))


def _failed(outcome: Outcome, stage: Stage, draw: Draw) -> bool:
    return any(trouble.stage == stage and trouble.case == draw.case.name for trouble in outcome.troubles)


def _put_together(exercise: Exercise, cases: _Cases) -> Matches:
    stages = {cases.stage, "gradient"} if cases.stage in BACKWARD else {cases.stage}
    solution = exercise.solution
    found = [
        (mistake, effect)
        for mistake in exercise.mistakes
        if mistake.stage in stages and (effect := cases.explained_by(mistake.apply(solution)))
    ]
    wrong = cases.wrong
    if whole := [(mistake, effect) for mistake, effect in found if effect == wrong]:
        return whole
    cover: Matches = []
    for mistake, effect in sorted(found, key=lambda pair: -len(pair[1])):
        if cases.tells(effect) and not any(effect & taken for _, taken in cover):
            cover.append((mistake, effect))
    if frozenset().union(*(effect for _, effect in cover)) != wrong and (remaining := _remaining(exercise, cases)):
        return remaining
    return sorted(cover, key=lambda pair: min(pair[1]))


def _remaining(exercise: Exercise, cases: _Cases) -> Matches:
    """The fewest planted mistakes that give the learner's arrays together."""
    for size in range(2, len(exercise.planted) + 1):
        for subset in combinations(exercise.planted, size):
            mutant = exercise.solution
            for mistake in subset:
                mutant = mistake.apply(mutant)
            if effect := cases.explained_by(mutant):
                return [(mistake, effect) for mistake in subset]
    return []


class _Cases:
    """The learner's and the solution's arrays of one stage, case by case."""

    def __init__(self, solution: Solution, draws: Sequence[Draw], outcome: Outcome, stage: Stage) -> None:
        self.stage = stage
        self._solution = solution
        self._draws = draws
        self._learners = [outcome.arrays[stage, draw.case.name] for draw in draws]

    @property
    def wrong(self) -> frozenset[int]:
        """The positions of the tensors that the learner has wrong in some case."""
        return frozenset(
            i
            for draw, learners in zip(self._draws, self._learners, strict=True)
            for i, (true, yours) in enumerate(zip(self._true(draw), learners, strict=True))
            if not _equal(yours, true)
        )

    def tells(self, effect: frozenset[int]) -> bool:
        """Whether the learner's arrays there hold something; zeros alone have many causes when more is wrong."""
        return any(np.any(learners[i]) for learners in self._learners for i in effect)

    def explained_by(self, mutant: str) -> frozenset[int]:
        """The tensors that a mutant changes, if they are the learner's in every case; empty if one is not.

        Case by case, so that most mutants are dropped after the first and smallest. A tensor that the learner has wrong
        where the mutant is right is not explained: infinities in one case alone have many causes.
        """
        effect, missed = set(), set()
        for draw, learners in zip(self._draws, self._learners, strict=True):
            theirs = self._solution.given(mutant, draw, self.stage)
            if theirs is None:
                return frozenset()
            for i, (array, true) in enumerate(zip(theirs, self._true(draw), strict=True)):
                if not _equal(array, true):
                    if not _equal(array, learners[i]):
                        return frozenset()
                    effect.add(i)
                elif not _equal(learners[i], true):
                    missed.add(i)
        return frozenset(effect - missed)

    def _true(self, draw: Draw) -> tuple[Array, ...]:
        return self._solution.truth(draw, self.stage) or ()


def _behaves(mistake: Mistake, exercise: Exercise, draws: Sequence[Draw], outcome: Outcome) -> bool:
    """Whether a mutant fails at its stage as the learner's file does, in every case."""
    stage, differs = mistake.stage, False
    layer, runner = functions_of(exercise), Local(mistake.apply(exercise.solution))
    for draw in draws:
        theirs = Trial(layer, [draw], runner, TOLERANCE, between=draws).run()
        if not _alike(theirs, outcome, stage, draw.case.name):
            return False
        differs = differs or theirs.stage == stage
    return differs


def _alike(mutant: Outcome, learner: Outcome, stage: Stage, case: str) -> bool:
    """The same arrays at this stage in this case; where there are none, the same kind of trouble."""
    one, two = mutant.arrays.get((stage, case)), learner.arrays.get((stage, case))
    if one is not None and two is not None:
        return len(one) == len(two) and all(map(_equal, one, two))
    return _symptoms(mutant, stage, case) == _symptoms(learner, stage, case)


def _equal(one: Array, two: Array) -> bool:
    return same(one, two) or np.array_equal(one, two, equal_nan=True)


def _symptoms(outcome: Outcome, stage: Stage, case: str) -> set[tuple[str, ...]]:
    return {_symptom(t) for t in outcome.troubles if t.stage == stage and t.case == case}


def _symptom(trouble: Trouble) -> tuple[str, ...]:
    """What can be compared where there are no arrays: which function failed, how, with which words.

    The words too: a ValueError alone is any shape that does not fit, its message says which.
    """
    failure = trouble.failure
    if failure is None:
        return (trouble.tensor,)
    return (trouble.function, failure.cause, str(failure.facts.get("type")), str(failure.facts.get("message")))
