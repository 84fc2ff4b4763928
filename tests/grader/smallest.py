"""What the tests of counterexamples share: a trial and a search in this process, without a clock."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

from exercises.catalog import OURS, Catalog, Exercise
from grader import shrink
from grader.calls import Local
from grader.counterexample import Counterexample
from grader.drawing import draw_all
from grader.draws import Draw
from grader.kinds import functions_of
from grader.outcome import Outcome
from grader.report import Finding
from grader.trial import Trial

CATALOG = Catalog([OURS, Path(__file__).with_name("exercises")])
ENOUGH = 5
"""Cases that show every known mistake; more only take time."""
PATIENT = ((time.perf_counter, 60.0),)


@cache
def drawn(exercise_id: str) -> tuple[Draw, ...]:
    return draw_all(CATALOG.get(exercise_id), "smallest")[:ENOUGH]


def smallest(exercise: Exercise, source: str, findings: tuple[Finding, ...] = ()) -> Counterexample | None:
    """The counterexample of a submission that our process may run."""
    runner, draws = Local(source), drawn(exercise.id)
    return shrink.shrink(exercise, draws, tried(exercise, runner), findings, runner)


def tried(exercise: Exercise, runner: Local) -> Outcome:
    return Trial(functions_of(exercise), drawn(exercise.id), runner, exercise.tolerance).run()
