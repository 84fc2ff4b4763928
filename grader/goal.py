"""Does a trained program reach its goal: our score of what the learner's training gives, on data of our own.

Owns the stage `goal` of the kind `program`. Refuses to compare single steps: the trial did that. How long a training
may take depends on how fast the learner's own steps are, since four loops are no mistake.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from exercises.catalog import Case, Exercise
from grader.calls import Program
from grader.draws import GraderFault, stream
from grader.kinds import functions_of
from grader.report import Check
from grader.sandbox.child import Child, Failure
from grader.starts import Fresh

STEPS = "steps"
"""The argument of a `train` that says how many."""
PROBE = 3
"""Steps by which the learner's speed is measured."""
SPARE = 3.0
"""Times the measured speed that a training may take."""
MOST = 600.0
"""Seconds after which nobody waits any more."""


@dataclass(frozen=True)
class Reached:
    """The check, and why there is no score where there is none."""

    check: Check
    failure: Failure | None = None
    seconds: float = 0.0
    """What the run that failed was allowed."""


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
            return Reached(_check(exercise, None), probe, exercise.limits.seconds)
        each = (child.clock() - start) / PROBE
        seconds = min(MOST, exercise.limits.seconds + SPARE * each * case.args[STEPS])
        child.allow(seconds)
        trained = _trained(exercise, case, child)
    if isinstance(trained, Failure):
        return Reached(_check(exercise, None), trained, seconds)
    return Reached(scored(exercise, case, trained))


def scored(exercise: Exercise, case: Case, trained: Mapping[str, np.ndarray]) -> Check:
    """What arrays of the right shapes are worth; a score that is no number reaches nothing."""
    with np.errstate(all="ignore"):
        return _check(exercise, float(exercise.reference.score(case.args, trained)))


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
    for name, shape in shapes(exercise, case).items():
        array = trained[name]
        if array.shape != shape:
            return Failure("structure", {"where": name, "got": f"of shape {array.shape}", "shape": f"{shape}"})
        if array.dtype.kind != "f":
            return Failure("structure", {"where": name, "got": f"of dtype {array.dtype}"})
    return trained


def shapes(exercise: Exercise, case: Case) -> dict[str, tuple[int, ...]]:
    """What every output must have: its sizes are those of the arguments, or numbers."""
    function = functions_of(exercise).forward
    arrays = (argument for argument in function.args if argument.shape)
    sizes = {name: n for a in arrays for name, n in zip(a.shape, case.args[a.name].shape, strict=True)}
    return {o.name: tuple(sizes[name] if name in sizes else int(name) for name in o.shape) for o in function.outputs}


def _check(exercise: Exercise, score: float | None) -> Check:
    least = exercise.goal.least if exercise.goal else math.inf
    return Check("goal", "goal", "", "training", False, score is not None and score >= least, score, least)
