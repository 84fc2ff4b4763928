"""A report that went through JSON says the same."""

from __future__ import annotations

import json

import pytest

from exercises.catalog import Exercise
from grader import Grader, Options
from grader.batch import report_of

SOURCES = {
    "passes": lambda dense: dense.solution,
    "is wrong": lambda dense: next(m for m in dense.mistakes if m.stage == "gradient").apply(dense.solution),
    "is not a number": lambda dense: dense.solution.replace("return dx", "return dx * np.nan"),
    "raises": lambda dense: "print('hello')\n1 / 0",
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_report_comes_back(grader: Grader, dense: Exercise, name: str) -> None:
    report = grader.check(dense, SOURCES[name](dense).encode(), Options(salt="tests", hidden=True, points=True))
    told = json.loads(json.dumps(report.to_json("0"), allow_nan=False))
    assert json.dumps(report_of(told).to_json("0")) == json.dumps(told)
    assert report_of(told).passed == (name == "passes")
