"""Every exercise of ours keeps its contract, as `gradlings exercise check` proves it; and so it does in a process."""

from __future__ import annotations

import pytest

from exercises.catalog import Catalog, Exercise
from grader import Grader, Options
from grader.contract import prove

EXERCISES = Catalog().all()[0]
SALTS = 2
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)


@pytest.fixture(scope="module")
def grader():
    with Grader(keep_ready=True) as one:
        yield one


@every_exercise
def test_all_that_an_exercise_claims_holds(exercise: Exercise) -> None:
    assert [str(fault) for fault in prove(exercise, SALTS).faults] == []


@every_exercise
def test_a_mistake_is_recognised_through_a_process_too(grader: Grader, exercise: Exercise) -> None:
    mistake = exercise.mistakes[-1]
    report = grader.check(exercise, mistake.apply(exercise.solution).encode(), Options(salt="process"))
    assert (report.verdict in ("fail", "error"), report.stage) == (True, mistake.stage)
    if mistake.stage != "goal":
        assert report.findings[0].id in {mistake.id, *mistake.also}
        assert report.findings[0].where.startswith(mistake.stage)


@every_exercise
def test_the_solution_passes_in_a_process_with_hidden_cases(grader: Grader, exercise: Exercise) -> None:
    report = grader.check(exercise, exercise.solution.encode(), Options(salt="process", hidden=True))
    assert report.passed, report.message.en
    assert not {note.id for note in report.notes} - {"loses-digits"}
