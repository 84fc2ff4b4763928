"""What `grade` says beside the verdicts: of rosters, deadlines, points, and of arguments that cannot be meant."""

from __future__ import annotations

import csv
import resource
from pathlib import Path

import pytest

from grader.batch import process
from quiz.arguments import COMMANDS
from tests.cli.test_grade import DENSE, OBEDIENT

EXPORTS = Path(__file__).parents[1] / "grader" / "gradebook" / "exports"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Files of students by their ids: folder("1001", "ann")."""
    monkeypatch.setattr(process, "START", OBEDIENT)

    def made(*students: str) -> str:
        for student in students:
            file = tmp_path / "hw" / student / "dense.py"
            file.parent.mkdir(parents=True)
            file.write_text("def dense_forward(): ...\n", "utf-8")
        return "hw"

    return made


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8").splitlines(), strict=True))


def test_canvas_gets_back_its_own_columns_title_and_points(run, folder, tmp_path) -> None:
    ran = run("grade", folder("ann@example.edu", "20260002"), *DENSE, "--roster", str(EXPORTS / "canvas.csv"))
    assert ran.code == 0
    head, possible, ann, wang, *others = table(tmp_path / "grades" / "canvas.csv")
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Dense layer (4711)"]
    assert possible == ["Points Possible", "", "", "", "", "20"]
    assert ann == ["Lee, Ann", "1001", "20260001", "ann@example.edu", "DL 101", "20"]
    assert wang == ["Wang, Xiaoming", "1002", "20260002", "wang@example.edu", "DL 101 and DL 102", "20"]
    assert [line[1:2] + line[5:] for line in others] == [["1003", "0"], ["1004", "0"]]
    assert "2 students on the roster handed in nothing" in ran.out


def test_moodle_gets_back_its_own_columns_and_points(run, folder, tmp_path) -> None:
    run("grade", folder("Ann Lee"), *DENSE, "--roster", str(EXPORTS / "moodle.csv"))
    head, *lines = table(tmp_path / "grades" / "moodle.csv")
    told = {line[0]: dict(zip(head, line, strict=True)) for line in lines}
    ann, wang = told["Participant 501"], told["Participant 502"]
    assert (ann["Email address"], ann["Grade"], ann["Maximum grade"]) == ("ann@example.edu", "20", "20")
    assert (wang["Grade"], wang["Last modified (grade)"]) == ("0", "Friday, 20 November 2026, 9:00 PM")


def test_points_that_are_asked_for_come_before_those_of_an_export(run, folder, tmp_path) -> None:
    run("grade", folder("1001"), *DENSE, "--roster", str(EXPORTS / "canvas.csv"), "--points", "8")
    _, possible, ann, *_ = table(tmp_path / "grades" / "canvas.csv")
    assert (possible[-1], ann[-1]) == ("8", "8")
    assert "8 of 8" in (tmp_path / "grades" / "feedback" / "1001.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("students", "more", "said"),
    [
        (["7", "eve"], ["--roster", "class.csv"], "1 student who handed in is not on the roster"),
        (["bob", "eve"], ["--roster", "class.csv"], "none of the 2 students who handed in is on the roster"),
        (["7"], ["--deadline", "2026-11-20"], "1 submission does not say when it was handed in"),
        (["501", "eve"], [], "1 student has no participant number of Moodle"),
        (["7"], [], "open grades/report.html"),
    ],
)
def test_what_would_be_a_surprise_later_is_said(run, folder, students, more, said) -> None:
    Path("class.csv").write_text("id,name\n7,Ann\n", "utf-8")
    ran = run("grade", folder(*students), *DENSE, *more)
    assert (ran.code, said in ran.out) == (0, True), ran.out


@pytest.mark.parametrize(
    ("students", "said"),
    [
        (["ann", "bob", "cy"], ""),
        (["ann", "bob"], "1 student on the roster handed in nothing"),
        (["bob", "eve"], "2 students on the roster handed in nothing"),
    ],
)
def test_who_handed_in_nothing_is_said_of_everybody_whoever_is_judged_now(run, folder, students, said) -> None:
    Path("class.csv").write_text("id,name\nann,Ann\nbob,Bob\ncy,Cy\n", "utf-8")
    ran = run("grade", folder(*students), *DENSE, "--roster", "class.csv", "--only", "bob")
    assert (ran.code, said in ran.out) == (0, True), ran.out
    assert ("handed in nothing" in ran.out) == bool(said)
    assert ("is not on the roster" in ran.out) == ("eve" in students)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--only", "annn"], "student called annn; did you mean ann?"),
        (["--out", "a-file"], "a-file is no folder"),
        (["--points", "0"], "give a number above 0"),
        (["--points", "nan"], "give a number above 0"),
        (["--out", "/proc/nowhere"], "--out"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_leaves_nothing(run, folder, tmp_path, more, said) -> None:
    (tmp_path / "a-file").write_text("mine", "utf-8")
    ran = run("grade", folder("ann"), *DENSE, *more)
    assert (ran.code, said in ran.complaint) == (2, True), ran.err
    assert not (tmp_path / "grades").exists()
    assert (tmp_path / "a-file").read_text("utf-8") == "mine"


def test_where_the_disk_is_full_for_the_gradebook_alone_the_next_run_writes_it(run, folder, tmp_path) -> None:
    students, out = folder("ann", "bob"), tmp_path / "grades"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))  # the record fits, and the page does not
    try:
        ran = run("grade", students, *DENSE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (ran.code, "Free some space" in ran.err) == (2, True), ran.err
    assert not (out / "report.html").exists()
    assert not [path for path in out.iterdir() if path.suffix == ".part"]
    ran = run("grade", students, *DENSE)
    assert (ran.code, "2 submissions were in the record already" in ran.out) == (0, True)
    assert "bob" in (out / "report.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run, command, language) -> None:
    ran = run("--lang", language, command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"gradlings {command}" in ran.out
