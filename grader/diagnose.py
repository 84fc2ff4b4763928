"""Names the mistake: the known wrong versions of an exercise, tried on the same salted cases.

A mistake matches when its mutant of the solution fails at the learner's stage and gives the learner's arrays of that
stage, all of them, in every case. A finding is right or absent: silence beats a wrong cause.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from exercises.catalog import Exercise, Mistake, Stage
from grader.calls import Layer, Local, Program
from grader.compare import TOLERANCE, alike
from grader.draws import Draw
from grader.numgrad import Array
from grader.outcome import Outcome, Trouble
from grader.report import Finding
from grader.sandbox.child import Failure
from grader.trial import Trial

EQUAL = 1e-9
MOST = 3


def known_mistakes(exercise: Exercise, draws: Sequence[Draw], outcome: Outcome) -> tuple[Finding, ...]:
    """The mistakes of `mistakes.toml` that explain this outcome, at most three."""
    stage, trouble = outcome.stage, outcome.trouble
    if stage is None or trouble is None:
        return ()
    layer, solution = Layer(exercise), exercise.solution
    found = [
        _finding(mistake, trouble)
        for mistake in exercise.mistakes
        if mistake.stage == stage and _matches(mistake.apply(solution), layer, draws, outcome, stage)
    ]
    return tuple(found[:MOST])


def _matches(mutant: str, layer: Layer, draws: Sequence[Draw], outcome: Outcome, stage: Stage) -> bool:
    """Case by case, so that most mutants are dropped after the first and smallest."""
    runner = Local(mutant)
    if stage in ("forward", "gradient"):
        return all(
            _same_arrays(layer, draw, runner, outcome.arrays.get((stage, draw.case.name)), stage) for draw in draws
        )
    differs = False
    for draw in draws:
        theirs = Trial(layer, [draw], runner, TOLERANCE, between=draws).run()
        if not _alike(theirs, outcome, stage, draw.case.name):
            return False
        differs = differs or theirs.stage == stage
    return differs


def _same_arrays(layer: Layer, draw: Draw, runner: Local, learners: Sequence[Array] | None, stage: Stage) -> bool:
    """Whether a mutant gives the learner's arrays; no need to judge them, the learner's are known to be wrong."""
    program = Program(expected=0)
    layer.add_forward(program, draw.case, 0)
    if stage == "gradient":
        layer.add_backward(program, draw.upstreams[0], 0)
    results = program.run(runner)
    if learners is None or isinstance(results, Failure):
        return False
    skipped = len(layer.outputs) if stage == "gradient" else 0
    return _equal(results[skipped:], learners)


def _alike(mutant: Outcome, learner: Outcome, stage: Stage, case: str) -> bool:
    """The same arrays at this stage in this case; where there are none, the same kind of trouble."""
    key = (stage, case)
    if key in mutant.arrays and key in learner.arrays:
        return _equal(mutant.arrays[key], learner.arrays[key])
    return _symptoms(mutant, stage, case) == _symptoms(learner, stage, case)


def _equal(one: Sequence[Array], two: Sequence[Array]) -> bool:
    return len(one) == len(two) and all(
        alike(a, b, EQUAL) or np.array_equal(a, b, equal_nan=True) for a, b in zip(one, two, strict=True)
    )


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


def _finding(mistake: Mistake, trouble: Trouble) -> Finding:
    evidence: dict[str, object] = {"case": trouble.case}
    if trouble.comparison is not None and trouble.comparison.worst:
        entry = trouble.comparison.worst[0]
        evidence |= {"index": list(entry.index), "yours": entry.yours, "expected": entry.expected}
        if entry.expected:
            evidence["ratio"] = entry.yours / entry.expected
    where = f"{trouble.stage}:{trouble.tensor}" if trouble.tensor else trouble.stage
    return Finding(mistake.id, where, evidence, mistake.text)
