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

    A weight is looked up by check id, then by stage; what merely has to be there (loads, shapes) weighs nothing. Where
    the cost was refused, gradients earn nothing: they are right because the forward was run once an entry.
    """
    dear = any(check.stage == "cost" and check.passed is False for check in checks)
    weights = [
        exercise.weights.get(c.id, exercise.weights.get(c.stage, 0.0 if c.stage in UNWEIGHTED else 1.0)) for c in checks
    ]
    total = sum(weights)
    earned = sum(w for w, c in zip(weights, checks, strict=True) if c.passed and not (dear and c.stage == "gradient"))
    return earned / total if total else 0.0


def not_reached(exercise: Exercise, draws: Sequence[Draw], checks: Sequence[Check]) -> list[Check]:
    """Every check that exists for this exercise and was not made, so that reports always list the same ones."""
    layer = functions_of(exercise)
    made = {(check.id, check.case) for check in checks if not check.hidden}
    tensors: dict[Stage, Sequence[str]] = {
        "shape": layer.outputs,
        "forward": layer.outputs,
        "gradient-shape": layer.gradients,
        "gradient": layer.gradients,
    }
    found = [Check(stage, stage, "", "") for stage in ORDER[:2] if (stage, "") not in made]
    for stage in ORDER[2:-2]:
        for tensor in tensors.get(stage, ("",)):
            check_id = f"{stage}:{tensor}" if tensor else stage
            found += [
                Check(check_id, stage, tensor, d.case.name, d.case.hidden)
                for d in draws
                if (check_id, d.case.name) not in made
            ]
    if not any(check.stage == "cost" for check in checks):
        found += [Check("cost", "cost", size, "") for size in exercise.growth]
    if exercise.goal is not None and not any(check.stage == "goal" for check in checks):
        found.append(Check("goal", "goal", "", "training"))
    return found
