"""A key stands for everything that a row depends on, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from exercises.content import Text
from grader import cost, goal
from grader.batch import RunOptions, key_of
from grader.batch.job import facts_of, job_of, patience
from grader.handed import Place
from grader.report import Note

NOTE = Note("late-import", Text("an import that nothing uses", "未使用的导入"))


@pytest.mark.parametrize(
    "change",
    [
        {"student": "t"}, {"name": "Tea"}, {"file": "t.py"}, {"source": b"fail"}, {"attempt": 2},
        {"at": datetime(2026, 11, 20, tzinfo=UTC)}, {"places": (Place(1, 1),)}, {"notes": (NOTE,)},
        {"fault": Text("nothing", "无")}, {"student": "\udcff"},
    ],
    ids=str,
)  # fmt: skip
def test_a_submission_that_differs_has_another_key(catalog, options, handed, change) -> None:
    first, dense = handed("pass"), catalog.get("layers/dense")
    assert key_of(first, dense, options) == key_of(handed("pass"), dense, options)
    assert key_of(replace(first, **change), dense, options) != key_of(first, dense, options)


@pytest.mark.parametrize("change", [{"salt": "other"}, {"version": "1"}, {"strict": True}], ids=str)
def test_so_has_a_run_that_differs(catalog, options, handed, change) -> None:
    dense = catalog.get("layers/dense")
    assert key_of(handed(""), dense, replace(options, **change)) != key_of(handed(""), dense, options)


def test_how_many_workers_there_are_changes_nothing(catalog, handed) -> None:
    dense = catalog.get("layers/dense")
    keys = {key_of(handed(""), dense, RunOptions("s", "0", required=r, workers=n)) for r in "BD" for n in (1, 2)}
    assert len(keys) == 1


def test_an_exercise_that_differs_has_other_keys(catalog, options, handed) -> None:
    dense = catalog.get("layers/dense")
    other = replace(dense, limits=replace(dense.limits, seconds=1.0))
    assert key_of(handed(""), other, options) != key_of(handed(""), dense, options)
    assert facts_of(other)["seconds"] == 1.0


def test_what_was_done_to_a_submission_goes_along(catalog, options, handed) -> None:
    job = job_of(handed("pass", notes=(NOTE,), at=datetime(2026, 11, 20, tzinfo=UTC)), catalog, options)
    assert job.notes[0]["zh"] == "未使用的导入"
    assert job.row.at == "2026-11-20T00:00:00+00:00"


@pytest.mark.parametrize("name", ["layers/dense", "networks/train-mlp"])
@pytest.mark.parametrize("seconds", [1.0, 5.0, 300.0])
def test_whoever_judges_is_taken_for_hanging_only_when_all_limits_together_are_over(
    catalog, options, handed, name, seconds
) -> None:
    exercise = replace(catalog.get(name), limits=replace(catalog.get(name).limits, seconds=seconds))
    factors = (cost.LEAST_FACTOR, 2 * cost.LEAST_FACTOR)
    size = sum(2 * min(cost.SLACK * factor * cost.BASES, cost.MOST) + cost.SPARE for factor in factors)
    measuring = 4 * cost.BASES + (len(exercise.growth) + 1) * size if exercise.growth else 0.0
    training = 2 * (goal.MOST + seconds) if exercise.goal else 0.0
    assert patience(exercise) > measuring + training + 10 * seconds
    assert job_of(handed("pass"), catalog, options).patience == patience(catalog.get("layers/dense"))
