"""Holds an exercise to all of its contract: what is proved here, and what only a locked process shows.

Owns the order, and how slow a whole check may be. In the process: the solution passes with its hidden cases, in time;
the starter does not; what is known to be too slow, or to miss the goal, is seen. The rest is `contract`.
"""

from __future__ import annotations

from dataclasses import dataclass

from exercises.catalog import Exercise, Mistake
from exercises.content import ContentError
from grader import Grader
from grader.blame import REFERENCE, blaming, note
from grader.contract import MEASURED, MISTAKES, SALTS, SOLUTION, STARTER, Proof, prove
from grader.drawing import draw_all
from grader.report import Report
from grader.tasks import Options

SLOW = 0.3
"""Seconds for a whole check with hidden cases, beyond which whoever practises waits;"""
SLOW_PROGRAM = 5.0
"""and for one that trains."""
TRIES = 3
"""A busy machine is no fault of an exercise: the quickest counts."""
SALT = "contract"


@dataclass(frozen=True)
class Examined:
    """What came of one exercise."""

    proof: Proof
    seconds: float = 0.0
    """Of a whole check of the solution; 0 where it does not pass."""
    warnings: tuple[ContentError, ...] = ()


def examine(exercise: Exercise, grader: Grader, salts: int = SALTS) -> Examined:
    """Everything that an exercise's files claim."""
    faults: list[ContentError] = []
    with blaming(exercise, SOLUTION, faults):
        draw_all(exercise, SALT, hidden=True)
        report = _judged(exercise, exercise.solution, grader)
        if report.stage in ("loads", "functions") or report.verdict in ("timeout", "memory", "infra"):
            faults.append(_refused(exercise, report))
    if faults:  # the rest would run in this process
        return Examined(Proof(faults))
    proof = prove(exercise, salts)
    if report.passed:
        return _measured(exercise, grader, proof, report)
    if not any(fault.file.endswith(SOLUTION) for fault in proof.faults):
        proof.faults.append(_refused(exercise, report))
    return Examined(proof)


def _measured(exercise: Exercise, grader: Grader, proof: Proof, report: Report) -> Examined:
    # another way of looking than the proof's, which may have seen it, too
    if _judged(exercise, exercise.starter, grader).passed:
        where, remedy = str(exercise.folder / STARTER), "raise NotImplementedError in its functions"
        note(proof.faults, ContentError(where, "", "passes", remedy))
    with blaming(exercise, MISTAKES, proof.faults):
        for mistake in exercise.mistakes:
            if mistake.stage in MEASURED:
                _look_at(mistake, exercise, grader, proof)
    limit = SLOW_PROGRAM if exercise.kind == "program" else SLOW
    seconds = report.ms / 1000
    for _ in range(TRIES - 1):
        if seconds > limit:
            seconds = min(seconds, _judged(exercise, exercise.solution, grader).ms / 1000)
    if seconds <= limit:
        return Examined(proof, seconds)
    what, remedy = f"take {seconds:.2f} s, more than {limit:g}", "draw fewer or smaller ones"
    return Examined(proof, seconds, (ContentError(str(exercise.folder / REFERENCE), "cases", what, remedy),))


def _look_at(mistake: Mistake, exercise: Exercise, grader: Grader, proof: Proof) -> None:
    report = _judged(exercise, mistake.apply(exercise.solution), grader)
    if report.stage == mistake.stage:
        proof.mistakes += 1
        return
    what = f"is refused at {report.stage}" if report.stage else "passes"
    remedy = f"not at `{mistake.stage}`: mend the stage, or make it worse"
    proof.faults.append(ContentError(str(exercise.folder / MISTAKES), mistake.id, what, remedy))


def _judged(exercise: Exercise, source: str, grader: Grader) -> Report:
    return grader.check(exercise, source.encode(), Options(salt=SALT, hidden=True))


def _refused(exercise: Exercise, report: Report) -> ContentError:
    what = f"does not pass, at {report.stage}: {report.message.en}"
    return ContentError(str(exercise.folder / SOLUTION), "", what, "mend it, or the reference")
