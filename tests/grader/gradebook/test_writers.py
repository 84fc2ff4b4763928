"""The teacher's tables, JUnit XML, and the door that writes all of it."""

import csv
import xml.etree.ElementTree as ET
from io import StringIO

import pytest

from grader.gradebook import Outputs, Policy, write_all
from grader.gradebook.overrides import Override
from grader.handed import NOT_ALLOWED
from tests.grader.test_escape import HOSTILE


def table(path):
    """As Excel reads it."""
    return list(csv.DictReader(StringIO(path.read_text("utf-8-sig"), newline=""), strict=True))


@pytest.fixture
def write(tmp_path):
    def writing(rows, *formats, overrides=(), **outputs):
        settings = Outputs(**({"formats": formats} if formats else {}), **outputs)
        return write_all(rows, tmp_path, Policy(), {each.key: each for each in overrides}, settings)

    return writing


def test_results_have_a_line_a_student(row, write, tmp_path):
    set_by = Override("bob", "layers/dense", 80.0, "ill", "Ms Li", "2026-11-25", 2)
    write([row(student="bob", name="Bob"), row(verdict="infra")], "results", overrides=[set_by])
    ann, bob = table(tmp_path / "results.csv")
    assert (bob["student"], bob["name"], bob["points"], bob["verdict"]) == ("bob", "Bob", "80", "fail")
    assert (bob["remark"], bob["isolation"]) == ("set to 80 by Ms Li on 2026-11-25: ill", "B: seccomp")
    assert (ann["points"], ann["verdict"]) == ("", "infra")


def tried(made):
    """The same row, with a note that it reached for a file."""
    made.report["notes"].append(
        {"id": NOT_ALLOWED, "en": "tried to open 'key'", "zh": "尝试打开 'key'", "hidden": False}
    )
    return made


@pytest.mark.parametrize("verdict", ["pass", "blocked"])
def test_what_was_stopped_is_seen_whatever_the_verdict_is_and_told_once(row, write, tmp_path, verdict):
    write([tried(row(verdict=verdict, student="ann")), row(student="bob")])
    ann, bob = table(tmp_path / "results.csv")
    assert (ann["not_allowed"], bob["not_allowed"]) == ("tried to open 'key'", "")
    suites = ET.parse(tmp_path / "junit.xml").getroot()
    told = {each.get("name"): each.get("value") for each in suites[0].iter("property")}
    assert told["not_allowed"] == "tried to open 'key'"
    feedback = (tmp_path / "feedback" / "ann.md").read_text("utf-8")
    assert ("tried to open 'key'" in feedback) == (verdict == "pass"), "else the message says it"


def test_several_exercises_are_columns_and_a_sum(row, write, tmp_path):
    write([row(), row(exercise="cnn/conv2d", score=0.75), row(student="bob")], "results")
    ann, bob = table(tmp_path / "results.csv")
    assert (ann["sum"], ann["cnn/conv2d points"], ann["layers/dense points"]) == ("125", "75", "50")
    assert (bob["sum"], bob["cnn/conv2d points"]) == ("50", "")


def test_there_is_no_sum_while_something_was_not_judged_and_it_is_said_why(row, write, tmp_path):
    unjudged = row(verdict="infra", score=0.0, exercise="cnn/conv2d", file="2.py", attempt=2)
    rows = [row(), unjudged, row(exercise="cnn/conv2d"), row(student="bob"), row(student="bob", exercise="cnn/conv2d")]
    write(rows, "results", "canvas", "feedback")
    ann, bob = table(tmp_path / "results.csv")
    assert (ann["sum"], ann["cnn/conv2d points"], ann["layers/dense points"]) == ("", "", "50")
    assert "attempt 2 was not judged" in ann["cnn/conv2d remark"]
    assert bob["sum"] == "100"
    canvas = list(csv.reader(StringIO((tmp_path / "canvas.csv").read_text("utf-8"), newline="")))
    assert canvas[2][-2:] == ["", "50"]
    feedback = (tmp_path / "feedback" / "ann.md").read_text("utf-8")
    assert "Points: none yet" in feedback
    assert "attempt 2 was not judged" in feedback


def test_checks_have_a_line_a_check(row, write, tmp_path):
    write([row()], "checks")
    found = table(tmp_path / "checks.csv")
    assert [(line["check"], line["case"], line["passed"]) for line in found] == [
        ("loads", "", "yes"), ("gradient:dw", "tiny", "no"), ("gradient:dw", "wide", "no"), ("repeat", "tiny", ""),
    ]  # fmt: skip
    assert (found[1]["error"], found[1]["tolerance"], found[1]["hidden"]) == ("0.5", "1e-12", "no")


def test_junit_counts_what_it_holds(row, write, tmp_path):
    refused = {"en": "a bomb", "zh": "炸弹"}
    write([row(), row(student="bob", verdict="missing", fault=refused), row(student="cy", verdict="infra")], "junit")
    suites = ET.parse(tmp_path / "junit.xml").getroot()
    ann, bob, cy = suites.findall("testsuite")
    assert (ann.get("tests"), ann.get("failures"), ann.get("errors"), ann.get("skipped")) == ("4", "2", "0", "1")
    assert [len(suite.findall("testcase")) for suite in (ann, bob, cy)] == [4, 1, 1]
    first = ann.find("testcase/failure")
    assert (first.get("type"), first.text) == ("gradient", "error 0.5, tolerance 1e-12")
    assert "it must be" in first.get("message")
    assert bob.find("testcase/error").get("message") == "a bomb"
    assert cy.find("testcase/error").get("type") == "infra"
    told = {each.get("name"): each.get("value") for each in ann.iter("property")}
    assert (told["points"], told["isolation"], told["verdict"]) == ("50", "B: seccomp", "fail")


def test_whatever_the_text_holds_everything_is_valid(row, write, tmp_path):
    rows = []
    for number, text in enumerate(HOSTILE):
        made = row(student=f"{text}{number}", name=text, file=text)
        made.report["output"] = made.report["message"]["en"] = f"{text}\x00]]>\ud800\ufffe\n{text}"
        rows.append(made)
    done = write(rows)
    suites = ET.parse(tmp_path / "junit.xml").getroot()
    assert len(suites) == len(rows)
    assert len(table(tmp_path / "results.csv")) == len(rows)
    assert len(table(tmp_path / "checks.csv")) == 4 * len(rows)
    assert len(list((tmp_path / "feedback").iterdir())) == len(rows)
    for path in done.files:
        for file in path.iterdir() if path.is_dir() else (path,):
            assert "\x1b" not in file.read_bytes().decode("utf-8")


def test_all_is_written_anew_and_only_ours(row, write, tmp_path):
    mine = tmp_path / "overrides.csv"
    mine.write_text("mine")
    first = write([row(), row(student="bob")])
    before = {path.name for path in tmp_path.iterdir()}
    second = write([row(), row(student="bob")])
    assert {path.name for path in tmp_path.iterdir()} == before
    assert first.files == second.files
    assert before == {"overrides.csv", *(path.name for path in first.files)}
    assert (tmp_path / "feedback" / "ann.md").read_text("utf-8").count("## ") == 1
    assert mine.read_text() == "mine"


def test_feedback_that_is_nobodys_any_more_goes_and_what_others_wrote_stays(row, write, tmp_path):
    write([row(), row(student="bob")], "feedback", language="zh")
    folder = tmp_path / "feedback"
    old = (folder / "ann.md").read_bytes()
    for name, text in {"ann, annotated.md": old, "notes.md": b"# mine\n", "odd.md": b"\xff\n", "list.txt": old}.items():
        (folder / name).write_bytes(text)
    (folder / "cy.md").symlink_to(folder / "notes.md")
    (folder / "dir.md").mkdir()
    write([row(student="1001"), row(student="bob")], "feedback")
    assert {path.name for path in folder.iterdir()} == {
        "1001.md", "bob.md", "ann, annotated.md", "notes.md", "odd.md", "list.txt", "cy.md", "dir.md",
    }  # fmt: skip


def test_feedback_stays_of_whoever_handed_in_and_is_not_judged_now(row, write, tmp_path):
    write([row(), row(student="bob"), row(student="cy")], "feedback")
    write([row()], "feedback", students=frozenset({"bob"}), roster={"cy": {}})
    assert {path.name for path in (tmp_path / "feedback").iterdir()} == {"ann.md", "bob.md", "cy.md"}


def test_where_writing_fails_no_feedback_goes(row, write, tmp_path):
    write([row()], "feedback")
    with pytest.raises(OSError, match="no space"):
        write(Broken([row(student="1001")]), "feedback")
    assert (tmp_path / "feedback" / "ann.md").exists()


class Broken:
    """A record on a disk that fails at the second reading."""

    def __init__(self, rows):
        self.rows, self.read = rows, 0

    def __iter__(self):
        yield from self.rows
        self.read += 1
        if self.read == 2:
            raise OSError("no space left on device")


def test_where_writing_fails_what_was_there_stays(row, write, tmp_path):
    write([row()], "checks", "junit")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(OSError, match="no space"):
        write(Broken([row(), row(student="bob")]), "checks", "junit")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_stray_override_is_told_and_the_others_are_followed(row, write):
    stray, good = (Override(name, "layers/dense", 80.0, "r", "w", "2026-11-25", 3) for name in ("amn", "ann"))
    done = write([row()], "results", overrides=[stray, good])
    assert [each.line for each in done.complaints] == [3]
    assert done.standings.summary[0].points == 80.0
