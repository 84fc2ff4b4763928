"""Does a trained program reach its goal: our score of what the learner's training gives, on data of our own.

Owns the stage `goal` of the kind `program`. Refuses to compare single steps: the trial did that. How long a training
may take depends on how fast the learner's own steps are, since four loops are no mistake.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from exercises.catalog import Case, Exercise
from grader.calls import Program
from grader.draws import GraderFault, stream
from grader.kinds import functions_of
from grader.report import Check
from grader.sandbox.child import Child, Failure

STEPS = "steps"
"""The argument of a `train` that says how many."""
PROBE = 3
"""Steps by which the learner's speed is measured."""
SPARE = 3.0
"""Times the measured speed that a training may take."""
MOST = 600.0
"""Seconds after which nobody waits any more."""

Fresh = Callable[[int], Child]
"""Gives another process with the submission loaded, which may use this many seconds of processor time."""


@dataclass(frozen=True)
class Reached:
    """The check, and why there is no score where there is none."""

    check: Check
    failure: Failure | None = None


def reached(exercise: Exercise, salt: str, fresh: Fresh) -> Reached:
    """One training run. Raises SandboxError, and GraderFault where the exercise has no goal."""
    if exercise.goal is None:
        raise GraderFault(f"{exercise.id} is a program without a goal")
    case: Case = exercise.reference.goal(stream(salt, exercise.id, "goal"))
    with fresh(math.ceil(MOST)) as child:
        child.allow(exercise.limits.seconds)
        start = child.clock()
        probe = _trained(exercise, replace(case, args={**case.args, STEPS: PROBE}), child)
        if isinstance(probe, Failure):
            return Reached(_check(exercise, None), probe)
        each = (child.clock() - start) / PROBE
        child.allow(min(MOST, exercise.limits.seconds + SPARE * each * case.args[STEPS]))
        trained = _trained(exercise, case, child)
    if isinstance(trained, Failure):
        return Reached(_check(exercise, None), trained)
    with np.errstate(all="ignore"):
        score = float(exercise.reference.score(case.args, trained))
    return Reached(_check(exercise, score))


def _trained(exercise: Exercise, case: Case, child: Child) -> dict[str, np.ndarray] | Failure:
    """The trained parameters by name."""
    functions = functions_of(exercise)
    size = sum(value.nbytes for value in case.args.values() if isinstance(value, np.ndarray))
    program = Program(expected=size)
    functions.add_forward(program, replace(case, name=""), 0)
    results = program.run(child)
    if isinstance(results, Failure):
        return results
    trained = dict(zip(functions.outputs, results, strict=True))
    wrong = [name for name, array in trained.items() if name in case.args and array.shape != case.args[name].shape]
    if wrong:
        got = f"of shape {trained[wrong[0]].shape} after training"
        return Failure("structure", {"where": wrong[0], "got": got})
    return trained


def _check(exercise: Exercise, score: float | None) -> Check:
    """A score that is no number reaches nothing."""
    least = exercise.goal.least if exercise.goal else math.inf
    return Check("goal", "goal", "", "training", False, score is not None and score >= least, score, least)
