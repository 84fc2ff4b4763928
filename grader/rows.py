"""The checks of a report as a whole: those that were not made, and the score of all.

Owns what a check weighs. Refuses to make one.
"""

from __future__ import annotations

from collections.abc import Sequence

from exercises.catalog import Exercise, Stage
from grader.draws import Draw
from grader.kinds import functions_of
from grader.outcome import ORDER
from grader.report import Check

UNWEIGHTED: frozenset[Stage] = frozenset({"loads", "functions", "calls", "shape", "gradient-shape"})


def score(exercise: Exercise, checks: Sequence[Check]) -> float:
    """Weighted share of checks x cases that passed; one that was not reached counts 0.

    A weight is looked up by check id, then by stage; what merely has to be there (loads, shapes) weighs nothing, and a
    training's goal as much as all its single steps. Where the cost was refused, gradients earn nothing: they are right
    because the forward was run once an entry.
    """
    dear = any(check.stage == "cost" and check.passed is False for check in checks)
    weights = _weights(exercise, checks)
    total = sum(weights)
    earned = sum(w for w, c in zip(weights, checks, strict=True) if c.passed and not (dear and c.stage == "gradient"))
    return earned / total if total else 0.0


def _weights(exercise: Exercise, checks: Sequence[Check]) -> list[float]:
    given = exercise.weights
    usual = [0.0 if c.stage in UNWEIGHTED or c.stage == "goal" else 1.0 for c in checks]
    found = [given.get(c.id, given.get(c.stage, w)) for c, w in zip(checks, usual, strict=True)]
    steps = sum(found)
    return [steps if c.stage == "goal" and "goal" not in given else w for c, w in zip(checks, found, strict=True)]


def not_reached(exercise: Exercise, draws: Sequence[Draw], checks: Sequence[Check]) -> list[Check]:
    """Every check that exists for this exercise and these draws and was not made: what was never seen earns nothing."""
    layer = functions_of(exercise)
    made = {(check.id, check.case, check.hidden) for check in checks}
    tensors: dict[Stage, Sequence[str]] = {
        "shape": layer.outputs,
        "forward": layer.outputs,
        "gradient-shape": layer.gradients,
        "gradient": layer.gradients,
    }
    found = [Check(stage, stage, "", "") for stage in ORDER[:2] if (stage, "", False) not in made]
    for stage in ORDER[2:-2]:
        for tensor in tensors.get(stage, ("",)):
            check_id = f"{stage}:{tensor}" if tensor else stage
            found += [
                Check(check_id, stage, tensor, d.case.name, d.case.hidden)
                for d in draws
                if (check_id, d.case.name, d.case.hidden) not in made
            ]
    if not any(check.stage == "cost" for check in checks):
        found += [Check("cost", "cost", size, "") for size in exercise.growth]
    if exercise.goal is not None and not any(check.stage == "goal" for check in checks):
        found.append(Check("goal", "goal", "", "training"))
    return found
