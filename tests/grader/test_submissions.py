"""Every file of `submissions/` gets the verdict that its first line expects: `# expect: VERDICT [STAGE] [NOTE]`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exercises.catalog import Catalog, Limits
from grader import Grader, Options, Report

FOLDER = Path(__file__).with_name("submissions")
EXERCISES = {"dense": "layers/dense", "conv2d": "cnn/conv2d", "lstm": "sequence/lstm"}
FILES = sorted(FOLDER.glob("*/*.py"))


def expected(file: Path) -> list[str]:
    return file.read_bytes().splitlines()[0].decode().removeprefix("# expect: ").split()


def judge(grader: Grader, file: Path, **options: object) -> Report:
    exercise = Catalog().get(EXERCISES[file.parent.name])
    if expected(file)[0] == "timeout":
        exercise = replace(exercise, limits=Limits(seconds=1.5))
    return grader.check(exercise, file.read_bytes(), Options(file=file.name, salt="tests", **options))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_a_submission_gets_the_verdict_it_deserves(grader: Grader, file: Path) -> None:
    verdict, *rest = expected(file)
    report = judge(grader, file)
    assert report.verdict == verdict, report.message.en
    if verdict == "pass":
        assert {note.id for note in report.notes} == set(rest)
        assert report.score == 1.0
        assert all(check.passed for check in report.checks)
    else:
        assert report.stage == rest[0], report.message.en
        assert report.score < 1.0
        assert report.message.en
        assert report.message.zh


def test_strict_refuses_single_precision_by_name(grader: Grader) -> None:
    report = judge(grader, FOLDER / "dense" / "single_precision.py", strict=True)
    assert (report.verdict, report.stage) == ("fail", "gradient")
    assert "single-precision" in report.message.en


def test_what_a_submission_prints_is_kept_short_and_harmless(grader: Grader) -> None:
    report = judge(grader, FOLDER / "dense" / "prints_a_little.py")
    assert "dy (" in report.output
    flood = judge(grader, FOLDER / "dense" / "prints_without_end.py")
    assert 0 < len(flood.output) <= 64 * 1024


def test_a_report_lists_the_same_checks_however_far_it_got(grader: Grader) -> None:
    names = {
        stem: {c.id for c in judge(grader, FOLDER / "dense" / f"{stem}.py").checks}
        for stem in ("einsum_dataclass", "syntax_error", "one_entry_off")
    }
    assert names["einsum_dataclass"] == names["syntax_error"] == names["one_entry_off"]


def test_the_same_salt_gives_the_same_numbers(grader: Grader) -> None:
    one, two = (judge(grader, FOLDER / "dense" / "one_entry_off.py") for _ in range(2))
    assert one.checks == two.checks


def test_hidden_cases_come_in_a_second_round_with_numbers_of_their_own(grader: Grader) -> None:
    report = judge(grader, FOLDER / "dense" / "einsum_dataclass.py", hidden=True)
    open_round = {c.case for c in report.checks if not c.hidden and c.stage == "forward"}
    hidden_round = {c.case for c in report.checks if c.hidden and c.stage == "forward"}
    assert open_round < hidden_round


@pytest.mark.parametrize(
    ("broken", "verdict"),
    [
        ("raise ValueError", "error"),
        ("return x, (x, w)", "fail"),
        ("return x @ w, (x, w)", "fail"),
    ],
)
def test_the_more_is_broken_in_hidden_cases_the_less_is_earned(grader: Grader, broken: str, verdict: str) -> None:
    """What was never seen there counts as what a pass has there."""
    dense = Catalog().get("layers/dense")
    options = Options(salt="tests", hidden=True, points=True)
    whole = grader.check(dense, dense.solution.encode(), options)
    edited = dense.solution.replace("    y = ", f"    if len(x) == 13: {broken}\n    y = ")
    report = grader.check(dense, edited.encode(), options)
    assert (report.verdict, report.hidden) == (verdict, True)
    assert {(c.id, c.case, c.hidden) for c in report.checks} == {(c.id, c.case, c.hidden) for c in whole.checks}
    assert 0.3 < report.score < 1.0
    assert (report.score < 0.7) is (broken != "return x @ w, (x, w)")
