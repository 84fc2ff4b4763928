"""What reaches students: by level and language, and never anything of hidden cases."""

import json
import re

import pytest

from exercises.catalog import Exercise
from grader import Grader, Options
from grader.gradebook import Outputs, Policy, standings
from grader.gradebook.feedback import section
from grader.gradebook.gradescope import results
from grader.gradebook.moodle import comment
from grader.handed import Row
from grader.report import TraceFrame
from tests.grader.gradebook.conftest import EXPECTED, SECRET

LEVELS = ("full", "differs", "verdict")


def told(row, level="full", language="en"):
    """Everything that a student gets to see of a row."""
    (standing,) = standings([row], Policy())
    outputs = Outputs(level=level, language=language)
    file = results(standing, "hidden", outputs)
    tests = [test for test in file["tests"] if test["visibility"] != "hidden"]
    after = results(standing, "visible", outputs)
    return section(standing, outputs) + comment(standing, outputs) + json.dumps([{**file, "tests": tests}, after])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("verdict", ["pass", "fail", "error", "timeout"])
def test_hidden_cases_stay_hidden(row, level, language, verdict):
    text = told(row(verdict=verdict, hidden=verdict != "pass"), level, language)
    assert SECRET not in text
    assert EXPECTED not in text


def test_a_report_that_does_not_say_where_its_message_is_from_tells_nothing(row):
    made = row()
    del made.report["hidden"]
    for note in made.report["notes"]:
        del note["hidden"]
    assert EXPECTED not in told(made).split("| index")[0]
    assert "a note" not in told(made)


def test_who_fails_in_hidden_cases_only_is_told_so(row):
    text = told(row(hidden=True))
    assert "there are hidden cases, too" in text
    assert "Hidden cases: 0 of 1 checks passed" in text
    assert "gradient:dw: 2 of 2 cases" in text


def test_the_teacher_sees_which_hidden_cases_failed(row):
    (standing,) = standings([row(hidden=True)], Policy())
    (test,) = [each for each in results(standing, "hidden", Outputs())["tests"] if each["visibility"] == "hidden"]
    assert test["status"] == "failed"
    assert f"gradient:dw case {SECRET}" in test["output"]


def test_full_feedback_has_message_cause_numbers_place_and_output(row):
    text = told(row())
    for part in (EXPECTED, "the cause", "line 3 f: x @ w", "printed", "Isolation: `B: seccomp`", "a note", "2.5"):
        assert part in text


def test_a_place_in_a_notebook_is_told_with_its_cell(row):
    frame = TraceFrame(3, "f", "x @ w", cell=2)
    text = told(row(trace=(frame,)))
    assert "cell 2, line 3 f: x @ w" in text


@pytest.mark.parametrize(
    ("language", "said"), [("en", "dw is not right in 2 of 2 cases"), ("zh", "dw 在 2 个用例中有 2 个不正确")]
)
def test_what_differs_is_told_without_any_number_that_would_be_right(row, language, said):
    text = told(row(), "differs", language)
    assert said in text
    assert EXPECTED not in text
    assert "the cause" not in text
    assert "0.5" not in text.replace("50", "")


def test_the_verdict_alone_is_verdict_and_points(row):
    text = told(row(), "verdict")
    assert "not passed" in text
    for part in ("dw", "2.5", "printed", "a note", "tiny", "line 3"):
        assert part not in text


def test_an_exception_is_told_as_what_differs_too(row):
    made = row(verdict="error")
    made.report.update({"stage": "calls", "message": {"en": "f raised ValueError", "zh": "f 抛出 ValueError"}})
    assert "f raised ValueError" in told(made, "differs")


def test_late_overridden_missing_and_unjudged_are_explained(row):
    assert "a bomb" in told(row(verdict="missing", fault={"en": "a bomb", "zh": "炸弹"}))
    (standing,) = standings([row(verdict="infra")], Policy())
    assert "Points: none yet" in section(standing, Outputs())


def test_results_for_gradescope_have_the_documented_keys_and_scale(row):
    (standing,) = standings([row()], Policy())
    file = results(standing, "after_published", Outputs(possible=20))
    assert json.loads(json.dumps(file, allow_nan=False)) == file
    assert file["score"] == 10.0
    assert (file["stdout_visibility"], file["visibility"]) == ("hidden", "visible")
    assert {file[key] for key in ("output_format", "test_output_format", "test_name_format")} == {"text"}
    assert [(test["name"], test["status"]) for test in file["tests"]] == [
        ("loads", "passed"), ("gradient:dw", "failed"), ("repeat", "failed"),
    ]  # fmt: skip
    assert all(test.keys() == {"name", "status", "output", "visibility"} for test in file["tests"])


ONLY_HIDDEN = "    if x.shape[0] == 13:\n        raise ValueError(f'{x.shape} {x.sum()} thirteen')\n"


def test_a_submission_that_fails_in_hidden_cases_only_learns_nothing_of_them(grader: Grader, dense: Exercise):
    head, line, rest = dense.solution.partition("    y = x @ w")
    assert line
    source = f"{head}{ONLY_HIDDEN}{line}{rest}"
    report = grader.check(dense, source.encode(), Options(salt="5a17", hidden=True, points=True)).to_json("0")
    assert (report["verdict"], report["hidden"]) == ("error", True)
    assert "thirteen" in report["message"]["en"]
    row = Row("k", "ann", "", dense.id, "f.py", 1, "", report)
    for level in LEVELS:
        text = told(row, level)
        assert "thirteen" not in text
        assert "5a17" not in text
        assert not re.search(r"\b13\b", section(next(iter(standings([row], Policy()))), Outputs(level=level)))


def test_a_failure_in_visible_cases_is_told_with_its_cause(grader: Grader, dense: Exercise):
    source = dense.solution.replace("dy.sum(axis=0)", "dy.mean(axis=0)").encode()
    report = grader.check(dense, source, Options(salt="5a17", hidden=True, points=True)).to_json("0")
    text = told(Row("k", "ann", "", dense.id, "f.py", 1, "", report))
    assert report["hidden"] is False
    assert "averaged over the batch" in text
