"""The public door: what it exports, and that it judges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gradlings
from exercises.catalog import Catalog
from grader.batch import report_of
from quiz.cli import main


def test_the_surface_is_sorted_and_pinned() -> None:
    names = ["GradientCheck", "GradientCheckError", "Report", "SandboxError", "check_gradient", "grade", "grade_many"]
    assert gradlings.__all__ == sorted(gradlings.__all__) == names


def test_a_gradient_of_ones_own_is_checked_in_one_line() -> None:
    assert gradlings.check_gradient(lambda x: x**3, lambda x: 3 * x**2, 2.0)
    assert not gradlings.check_gradient(lambda x: x**3, lambda x: x**2, 2.0)


def test_a_solution_passes_with_its_hidden_cases() -> None:
    report = gradlings.grade("layers/dense", Catalog().get("layers/dense").solution)
    assert report.passed
    assert any(check.hidden for check in report.checks)


def test_an_unknown_exercise_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        gradlings.grade("layers/dens", b"")


def test_files_of_others_are_judged_under_a_lock_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADLINGS_ISOLATION", "plain")
    monkeypatch.delenv("GRADLINGS_REQUIRE_ISOLATION", raising=False)
    solution = Catalog().get("layers/dense").solution
    with pytest.raises(gradlings.SandboxError, match="level D and B is required"):
        gradlings.grade("layers/dense", solution)
    report = gradlings.grade("layers/dense", solution, allow_reduced_isolation=True)
    assert (report.verdict, report.isolation) == ("pass", "D: limits")


def test_many_are_judged_as_one_is() -> None:
    dense = Catalog().get("layers/dense")
    wrong = next(mistake for mistake in dense.mistakes if mistake.stage == "gradient").apply(dense.solution)
    files = {"right.py": dense.solution, "wrong.py": wrong.encode(), "\udcff.py": "dense_forward = 1"}
    reports = {report.file: report for report in gradlings.grade_many("layers/dense", files.items(), salt="tests")}
    assert reports.keys() == files.keys()
    assert reports["right.py"].passed
    alone = gradlings.grade("layers/dense", wrong, salt="tests")
    together = reports["wrong.py"]
    assert (together.message, together.findings, together.stage) == (alone.message, alone.findings, alone.stage)
    assert together.score == pytest.approx(alone.score, abs=1e-4)


def test_one_many_and_the_command_judge_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = Catalog().get("layers/dense").solution
    files = {
        "right": right,
        "fails where its forward is wrong and its backward fits": right.replace("@ w + b", "@ w"),
        "shows a picture": f"import matplotlib.pyplot as plt\n{right}\nplt.show()\n",
        "reads a file above": f"open('data')\n{right}",
        "reads a file within": right.replace("return dx", "open('data')\n    return dx"),
    }
    folder = tmp_path / "hw"
    folder.mkdir()
    for name, source in files.items():
        (folder / f"{name}.py").write_text(source, "utf-8")
    monkeypatch.setenv("GRADLINGS_HOME", str(tmp_path))
    out = tmp_path / "out"
    assert main(["grade", str(folder), "--exercise", "layers/dense", "--salt", "tests", "--out", str(out)]) == 0
    rows = (json.loads(line) for line in (out / "record.jsonl").read_text("utf-8").splitlines()[1:])
    by_command = {row["student"]: judged(report_of(row["report"])) for row in rows}
    many = {report.file: judged(report) for report in gradlings.grade_many("layers/dense", files.items(), salt="tests")}
    alone = {name: judged(gradlings.grade("layers/dense", source, salt="tests")) for name, source in files.items()}
    assert by_command == many == alone
    assert {name: (found[0], sorted(note for note, _ in found[4])) for name, found in alone.items()} == {
        "right": ("pass", []),
        "fails where its forward is wrong and its backward fits": ("fail", ["own-forward"]),
        "shows a picture": ("pass", ["demo-left-out", "imports-left-out"]),
        "reads a file above": ("pass", ["demo-left-out", "not-allowed"]),
        "reads a file within": ("blocked", ["not-allowed"]),
    }


def judged(report: gradlings.Report) -> tuple[object, ...]:
    """All that anybody reads of it."""
    checks = tuple((check.id, check.case, check.hidden, check.passed, check.own_forward) for check in report.checks)
    notes = tuple((note.id, note.text) for note in report.notes)
    found = tuple((finding.id, finding.where, finding.text) for finding in report.findings)
    return report.verdict, report.stage, round(report.score, 4), report.message, notes, found, checks, report.hidden


def test_many_of_an_unknown_exercise_are_a_key_error() -> None:
    with pytest.raises(KeyError):
        next(gradlings.grade_many("layers/dens", []))


def test_many_files_of_others_are_judged_under_a_lock_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADLINGS_ISOLATION", "plain")
    monkeypatch.delenv("GRADLINGS_REQUIRE_ISOLATION", raising=False)
    with pytest.raises(gradlings.SandboxError, match="level D and B is required"):
        next(gradlings.grade_many("layers/dense", [("a", b"")]))
