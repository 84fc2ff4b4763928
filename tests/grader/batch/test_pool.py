"""Every submission gets its row, whatever becomes of the workers."""

from __future__ import annotations

import itertools
import os
import time

import pytest

from exercises.content import Text
from grader.batch import Pool, grade_all, job, jobs_of, pool, process
from grader.sandbox import SandboxError
from tests.processes import descendants, gone

ODD = [
    "a b",
    "quo'te\"s",
    "new\nline",
    "\u202eright-to-left אבג",
    "🎓👩‍🔬",
    "\udcff undecodable",
    "=1+1",
    "\x1b[2J",
    "",
]
pytestmark = pytest.mark.usefixtures("obedient")


def test_everybody_gets_a_row_whatever_their_names_are(catalog, options, handed) -> None:
    submissions = [handed("pass" if n % 2 else "fail", name) for n, name in enumerate(ODD)]
    rows = {row.student: row for row in grade_all(submissions, catalog, options)}
    assert {name: row.verdict for name, row in rows.items()} == {
        name: "pass" if n % 2 else "fail" for n, name in enumerate(ODD)
    }
    assert all(row.report["file"] == f"{name}.py" for name, row in rows.items())


def test_what_there_is_nothing_to_judge_of_is_a_row_too(catalog, options, handed) -> None:
    refused = handed("", "bomb", fault=Text("an archive bomb", "压缩炸弹"))
    lost = handed("", "lost")
    object.__setattr__(lost, "exercise", "layers/nothing")
    rows = {row.student: row for row in grade_all([refused, lost, handed("pass")], catalog, options)}
    assert rows["bomb"].fault["en"] == "an archive bomb"
    assert rows["lost"].fault["en"] == "there is no exercise layers/nothing"
    assert [rows[name].verdict for name in ("bomb", "lost", "s")] == ["missing", "missing", "pass"]


@pytest.mark.parametrize("trouble", ["infra-once", "die-once"])
def test_what_fails_once_is_tried_again(catalog, options, handed, marker, trouble) -> None:
    submissions = [handed(f"{trouble} {marker}", "unlucky"), *(handed("pass", str(n)) for n in range(5))]
    rows = list(grade_all(submissions, catalog, options))
    assert marker.exists()
    assert sorted(row.student for row in rows) == ["0", "1", "2", "3", "4", "unlucky"]
    assert {row.verdict for row in rows} == {"pass"}


def test_what_fails_twice_is_a_fault_of_ours_and_everybody_else_is_judged(catalog, options, handed) -> None:
    submissions = [handed("die", "d"), handed("infra", "i"), *(handed("pass", str(n)) for n in range(5))]
    rows = {row.student: row for row in grade_all(submissions, catalog, options)}
    assert {name for name, row in rows.items() if row.verdict == "infra"} == {"d", "i"}
    assert "died of it" in rows["d"].report["message"]["en"]
    assert rows["d"].score == 0.0
    assert {rows[str(n)].verdict for n in range(5)} == {"pass"}


def test_a_worker_that_hangs_is_replaced(catalog, options, handed, monkeypatch) -> None:
    monkeypatch.setattr(job, "patience", lambda _: 0.3)
    monkeypatch.setattr(pool, "TICK", 0.1)
    rows = {row.student: row.verdict for row in grade_all([handed("hang", "h"), handed("pass")], catalog, options)}
    assert rows == {"h": "infra", "s": "pass"}


def test_no_more_is_taken_than_is_worked_on(catalog, options, handed) -> None:
    taken = 0

    def endless():
        nonlocal taken
        for number in itertools.count():
            taken = number
            yield handed("pass", str(number))

    rows = grade_all(endless(), catalog, options)
    for _ in range(50):
        next(rows)
    rows.close()
    assert taken <= 50 + options.workers * pool.WINDOW


def test_leaving_early_ends_every_process(catalog, options, handed) -> None:
    before = descendants(os.getpid())
    rows = grade_all([handed("pass", "a"), handed("hang", "b")], catalog, options)
    assert next(rows).student == "a"
    below, start = descendants(os.getpid()) - before, time.monotonic()
    rows.close()
    assert len(below) == options.workers
    assert gone(below)
    assert time.monotonic() - start < 30.0


def test_workers_that_cannot_start_are_said_to(options, monkeypatch) -> None:
    monkeypatch.setattr(process, "START", "import sys; sys.exit('no such luck')")
    with pytest.raises(SandboxError, match="no such luck"):
        Pool(options)


def test_a_run_without_submissions_is_empty(catalog, options) -> None:
    with Pool(options) as made:
        assert list(made.rows(jobs_of([], catalog, options))) == []
        assert made.isolation == "B"
