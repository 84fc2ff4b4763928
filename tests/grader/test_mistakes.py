"""Every known mistake of every exercise is refused where it says and called by its name, and by no other."""

from __future__ import annotations

import pytest

from exercises.catalog import Catalog, Exercise, Mistake
from grader import Grader, Options
from grader.calls import Local
from grader.diagnose import diagnose
from grader.draws import draw_all
from grader.kinds import functions_of
from grader.trial import Trial

EXERCISES = Catalog().all()[0]
SALTS = ("one",)
MISTAKES = [(exercise, mistake) for exercise in EXERCISES for mistake in exercise.mistakes]


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES, ids=lambda value: value.id)
def test_a_known_mistake_is_refused_at_its_stage_and_recognised(exercise: Exercise, mistake: Mistake) -> None:
    names = {mistake.id, *mistake.also}
    for salt in SALTS:
        draws = drawn(exercise, salt)
        wrong = Local(mistake.apply(exercise.solution))
        outcome = Trial(functions_of(exercise), draws, wrong, exercise.tolerance).run()
        assert outcome.stage == mistake.stage
        found = [finding.id for finding in diagnose(exercise, draws, outcome)]
        assert found, "not recognised"
        assert found[0] in names
        assert set(found) <= names, "a wrong cause beside the right one"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_solution_has_nothing_to_find(exercise: Exercise) -> None:
    for salt in SALTS:
        right = Local(exercise.solution)
        outcome = Trial(functions_of(exercise), drawn(exercise, salt), right, exercise.tolerance).run()
        assert outcome.stage is None
        assert not outcome.notes


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_mistake_is_recognised_through_a_process_too(grader: Grader, exercise: Exercise) -> None:
    mistake = exercise.mistakes[-1]
    report = grader.check(exercise, mistake.apply(exercise.solution).encode(), Options(salt="process"))
    assert (report.verdict in ("fail", "error"), report.stage) == (True, mistake.stage)
    assert report.findings[0].id in {mistake.id, *mistake.also}
    assert report.findings[0].where.startswith(mistake.stage)


def drawn(exercise, salt, seen={}):  # noqa: B006 (kept on purpose: numerical gradients are computed once a salt)
    if (exercise.id, salt) not in seen:
        seen[exercise.id, salt] = draw_all(exercise, salt)
    return seen[exercise.id, salt]
