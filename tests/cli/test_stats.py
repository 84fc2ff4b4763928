"""`gradlings stats` and the modes of `gradlings quiz --plain`."""

import io
import json
from datetime import timedelta

import pytest

from quiz.zone import local_now


@pytest.fixture
def practise(run, monkeypatch):
    """A sitting in which every answer is `1`."""

    def practised(*arguments, lines=30):
        monkeypatch.setattr("sys.stdin", io.StringIO("1\n" * lines))
        return run("quiz", "--plain", *arguments)

    return practised


def test_statistics_of_nothing_and_of_something(run, warm, practise):
    empty = run("stats")
    assert empty.code == 0
    assert "No card has come back on a later day yet." in empty.out
    practise("--topic", "dropout")
    found = json.loads(run("stats", "--json").out)
    assert found["schema"] == 1
    assert found["marked"]["n"] + found["self"]["n"] > 0
    assert sum(found["due"]["days"]) + found["due"]["overdue"] > 0
    assert found["topics"]["dropout"]["marked"]["n"] == found["marked"]["n"]
    assert "答题" in run("stats", "--lang", "zh").out


def test_target_and_forecast_are_those_of_the_plan_to_the_interview(run, warm, practise):
    practise("--topic", "dropout", lines=6)
    day = (local_now().date() + timedelta(days=3)).isoformat()
    run("settings", "date", day)
    found, plan = (json.loads(run(command, "--json").out) for command in ("stats", "plan"))
    assert (found["interview"], found["target"]) == (day, plan["retention"])
    assert sum(found["due"]["days"][:4]) + found["due"]["overdue"] > 0
    assert sum(found["due"]["days"][4:]) == 0
    assert (
        f"Until the interview on {day} the plan aims at {plan['retention']:.0%}".replace("%", " %") in run("stats").out
    )


def test_the_misses_are_asked_once_each_and_then_it_is_over(run, warm, practise):
    assert "That was all" in practise("--misses").out
    practise("--topic", "dropout")
    before = json.loads(run("stats", "--json").out)["marked"]
    again = practise("--misses", lines=300)
    assert "That was all" in again.out
    after = json.loads(run("stats", "--json").out)["marked"]
    assert 0 < after["n"] - before["n"] <= before["n"] - before["right"]


@pytest.mark.parametrize("arguments", [["--misses", "--weakest"], ["--misses", "--topic", "nothing"]])
def test_what_cannot_be_asked_for_is_one_line(run, warm, arguments):
    ran = run("quiz", "--plain", *arguments)
    assert ran.code == 2
    assert ran.complaint


@pytest.mark.parametrize("flag", ["--misses", "--weakest"])
def test_in_the_app_modes_are_chosen_on_its_first_screen(run, warm, flag):
    assert "--plain" in run("quiz", flag).complaint
