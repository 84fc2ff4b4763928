"""`plan`, `today` and `redo`."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from quiz.log import LogUnusable
from tests.cli.conftest import ROOT, StubGrader
from tests.cli.test_startup import HEAVY, SHOW

ID = "layers/dense"


@pytest.mark.usefixtures("warm")
def test_the_plan_names_what_fits_what_does_not_and_the_date(run):
    first = run("plan")
    assert first.code == 0
    assert "No interview date is set" in first.out
    assert "20 new cards" in first.out
    assert "build Dense layer (layers/dense)" in first.out
    day = (datetime.now(UTC).astimezone().date() + timedelta(days=14)).isoformat()
    assert run("settings", "date", day).code == 0
    dated = run("today")
    assert day in dated.out
    assert "What does not fit" in dated.out
    assert "面试日期" in run("plan", "--lang", "zh").out


@pytest.mark.usefixtures("warm")
def test_the_plan_as_json_has_everything(run):
    day = datetime.now(UTC).astimezone().date() + timedelta(days=5)
    run("settings", "date", day.isoformat())
    run("settings", "topics", "mlp, cnn")
    found = json.loads(run("plan", "--json").out)
    assert (found["phase"], found["days"], date.fromisoformat(found["date"])) == ("ahead", 5, day)
    assert found["topics"] == ["mlp", "cnn"] == sorted(found["recall"]["topics"], reverse=True)
    assert {item["kind"] for item in found["items"]} == {"new", "build"}
    assert sum(item["seconds"] for item in found["items"]) <= 60 * found["minutes"]
    assert found["recall"]["marked"]["recall"] is None
    assert found["dropped"].keys() == {"cards", "exercises"}


def test_a_redo_needs_a_pass_and_hides_the_solution_until_the_next(run, stub):
    assert run("redo", ID).complaint == f"{ID} is not passed yet; type `gradlings start {ID}`"
    run("start", ID)
    stub.verdict = "pass"
    assert run("check", ID).code == 0
    begun = run("redo", ID)
    assert begun.code == 0
    assert "the starter is back" in begun.out
    assert "already" in run("redo", ID).out
    refused = run("solution", ID)
    assert refused.code == 2
    assert "again" in refused.complaint
    assert run("check", ID).code == 0
    assert run("solution", ID).code == 0
    assert run("redo", "layers/dens").code == 2


@pytest.mark.usefixtures("warm")
def test_the_plain_quiz_along_the_plan_ends_with_the_code(run):
    run("settings", "new_a_day", "0")
    said = run("quiz", "--plain", "--today")
    assert said.code == 0
    assert "The cards of today's plan are done." in said.out
    assert ID in said.out


@pytest.mark.usefixtures("stub")
def test_a_redo_that_cannot_be_logged_is_refused(run, monkeypatch):
    run("start", ID)
    StubGrader.verdict = "pass"
    run("check", ID)

    def full(*_):
        raise LogUnusable(Path("log"), "disk full")

    monkeypatch.setattr("quiz.history.History.add", full)
    assert "disk full" in run("redo", ID).complaint


def test_the_plan_starts_without_what_it_does_not_need(warm):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GRADLINGS_HOME": str(warm)}
    command = [sys.executable, "-c", SHOW, "plan"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=60)
    assert not (HEAVY - {"fsrs"}) & set(json.loads(ran.stderr.splitlines()[-1]))
