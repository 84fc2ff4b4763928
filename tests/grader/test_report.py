"""The JSON of a report: exactly the documented keys, and numbers that JSON has."""

from __future__ import annotations

import json

from exercises.catalog import Catalog
from exercises.content import Text
from grader import Check, Entry, Finding, Grader, Note, Options, Report
from grader.report import Printed, TraceFrame

KEYS = [
    "schema", "gradlings", "exercise", "exercise_sha", "file", "sha256", "salt", "verdict", "stage", "score",
    "checks", "findings", "notes", "message", "output", "outputs", "trace", "counterexample", "isolation", "ms",
    "hidden",
]  # fmt: skip
CHECK_KEYS = ["id", "stage", "tensor", "case", "hidden", "passed", "error", "tolerance", "worst", "own_forward"]

FULL = Report(
    exercise="layers/dense",
    exercise_sha="ab",
    file="mine.py",
    sha256="cd",
    salt="s",
    verdict="fail",
    stage="gradient",
    score=0.123456,
    checks=(
        Check("gradient:dw", "gradient", "dw", "tiny", passed=False, error=float("nan"), tolerance=1e-12,
              worst=(Entry((0, 1), float("inf"), float("-inf")),)),
    ),
    message=Text("wrong", "错了"),
    findings=(Finding("a", "gradient:dw", {"ratio": float("inf"), "index": [0, 1]}, Text("e", "z"),
                      (Text("which", "哪个"),)),),
    notes=(Note("n", Text("e", "z")),),
    outputs=(Printed("tiny", "f", "said\n"),),
    trace=(TraceFrame(3, "f", "x @ w", (0, 3), ("x (2,)",)),),
)  # fmt: skip


def test_the_keys_are_exactly_the_documented_ones():
    told = FULL.to_json("0.1.0")
    assert list(told) == KEYS
    assert list(told["checks"][0]) == CHECK_KEYS
    assert list(told["checks"][0]["worst"][0]) == ["index", "yours", "expected"]
    assert list(told["findings"][0]) == ["id", "where", "evidence", "en", "zh", "steps"]
    assert told["findings"][0]["steps"] == [{"en": "which", "zh": "哪个"}]
    assert list(told["notes"][0]) == ["id", "en", "zh", "hidden"]
    assert told["outputs"] == [{"case": "tiny", "function": "f", "text": "said\n"}]
    frame = {"line": 3, "function": "f", "code": "x @ w", "mark": [0, 3], "values": ["x (2,)"], "cell": 0}
    assert told["trace"] == [frame]
    assert (told["schema"], told["gradlings"], told["score"]) == (1, "0.1.0", 0.1235)


def test_numbers_that_json_does_not_have_are_strings():
    told = json.loads(json.dumps(FULL.to_json("0"), allow_nan=False))
    check = told["checks"][0]
    assert check["error"] == "nan"
    assert check["worst"] == [{"index": [0, 1], "yours": "inf", "expected": "-inf"}]
    assert told["findings"][0]["evidence"] == {"ratio": "inf", "index": [0, 1]}


def test_the_checks_of_an_exercise_are_fixed_whatever_is_judged(grader: Grader):
    exercise = Catalog().get("layers/dense")
    nan = exercise.solution.replace("dw = x.T @ dy", "dw = x.T @ dy * float('nan')")
    seen = []
    for source in (exercise.solution, nan, "", "\xff"):
        told = grader.check(exercise, source.encode("latin-1"), Options(salt="r")).to_json("0")
        json.dumps(told, allow_nan=False)
        seen.append({(c["id"], c["case"]) for c in told["checks"] if c["stage"] != "cost"})
        assert {c["id"] for c in told["checks"]} >= {"loads", "forward:y", "gradient:dx", "gradient:db", "cost"}
        if told["verdict"] == "pass":
            assert not any(c["worst"] for c in told["checks"])
    assert seen[0] == seen[1] == seen[2] == seen[3]
