"""The milestones of one learner: what each still needs, the best result so far, and a training with their own files.

Owns whose file stands in for which exercise, and that only a training with nothing but the learner's own is logged.
Refuses to train (`grader`) and to draw.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercises.milestones import Milestone, milestones
from quiz.telling import Speaker

if TYPE_CHECKING:
    from grader.trained import Progress, Training
    from quiz.desk import Desk

MINUTES_FROM = 100
"""Seconds from which on they are told as minutes."""


@dataclass(frozen=True)
class Standing:
    """One milestone, as far as this learner is."""

    milestone: Milestone
    missing: tuple[str, ...]
    """Exercises that are not passed, are being written again, or whose file is gone."""
    best: float | None

    @property
    def reached(self) -> bool:
        """Whether some training got there."""
        return self.best is not None and self.milestone.reached(self.best)


def standings(desk: Desk) -> list[Standing]:
    """Every milestone, the easy ones first. Raises BrokenContent."""
    record = desk.history.record
    found = []
    for milestone in milestones():
        missing = (
            name
            for name in milestone.exercises
            if record.status.get(name) != "passed" or name in record.redos or not desk.workspace.exists(name)
        )
        best = milestone.best(record.scores.get(milestone.id, ()))
        found.append(Standing(milestone, tuple(missing), best))
    return found


def training(standing: Standing, desk: Desk) -> Training:
    """Train it; what is missing is taken from our solutions, and then the result is not logged.

    Raises WorkspaceError (a file that cannot be read), `grader.trained.Stumbled` and SandboxError.
    """
    milestone = standing.milestone
    exercises = {name: desk.exercise(name) for name in milestone.exercises}
    sources = {
        name: exercise.solution.encode() if name in standing.missing else desk.workspace.read(name)
        for name, exercise in exercises.items()
    }
    score = None
    with closing(desk.grader().train(milestone, exercises, sources)) as steps:
        for progress in steps:
            score = progress.score
            yield progress
    if score is not None and not standing.missing:
        desk.trained(milestone.id, score, sources)


def amount(milestone: Milestone, score: float, words: Speaker) -> str:
    """A score, or a goal, with its unit; never rounded to what it has not reached."""
    if milestone.unit == "percent":
        return words("milestone.percent", score=f"{int(score * 1000 + 1e-9) / 10:g}")
    return words("milestone.bits", score=f"{score:.2f}")


def told(progress: Progress, words: Speaker) -> str:
    """How far it is, and how long it will take."""
    said = words("milestone.step", step=progress.step, steps=progress.steps, loss=f"{progress.loss:.3f}")
    if progress.seconds_left is None:
        return said
    seconds = round(progress.seconds_left)
    key, n = ("minutes", round(seconds / 60)) if seconds >= MINUTES_FROM else ("seconds", seconds)
    return words(f"milestone.{key}_left", said=said, left=n)


def goal(milestone: Milestone, words: Speaker) -> str:
    """What is to be reached, in words."""
    return words(f"milestone.goal_{milestone.unit}", goal=amount(milestone, milestone.goal, words))


def wanted(milestone: Milestone, words: Speaker) -> str:
    """What is measured, and the goal."""
    return words("milestone.goal", metric=milestone.metric[words.language], goal=goal(milestone, words))


def outcome(milestone: Milestone, score: float, words: Speaker) -> str:
    """Whether it was reached, the number, and the goal."""
    key = "milestone.reached" if milestone.reached(score) else "milestone.missed"
    said = {"score": amount(milestone, score, words), "metric": milestone.metric[words.language]}
    return words(key, goal=goal(milestone, words), **said)
