"""Canvas and Moodle read what we write as their documented importers do, and give it to the right student.

The exports beside this file have the shape of the platforms' own. The readers below follow the rules that `canvas` and
`moodle` quote, those that harm somebody included.
"""

import csv
import re
from pathlib import Path

import pytest

from grader.gradebook import Outputs, Policy, standings, write_all
from grader.gradebook.canvas import write_canvas

EXPORTS = Path(__file__).parent / "exports"


def lines(path):
    return list(csv.reader(path.read_text("utf-8").splitlines(), strict=True))


def roster(name, column):
    head, *rest = lines(EXPORTS / name)
    rows = [dict(zip(head, line, strict=True)) for line in rest]
    return {row[column]: row for row in rows if "Points Possible" not in row.get("Student", "") or row["ID"]}


def leading(text):
    """What Ruby's to_i makes of it."""
    return int(found[0]) if (found := re.match(r"\s*\d+", text)) else 0


def canvas_reads(path, course):
    """Grade by student's ID and assignment, and the points possible; students that Canvas would ask about by name."""
    head, *rest = lines(path)
    assert "Student" in head[0]
    assert "ID" in head[1]
    assert re.search(r"SIS\s+User\s+ID", head[2])
    assert re.search(r"SIS\s+Login\s+ID", head[3])
    assert "Section" in head[4]
    found, possible, unknown = {}, {}, []
    for line in rest:
        grades = dict(zip(head[5:], line[5:], strict=True))
        if "Points Possible" in line[0]:
            possible |= {title: float(value) for title, value in grades.items()}
            continue
        by = (
            lambda known, line=line: line[1] and leading(line[1]) == int(known["ID"]),
            lambda known, line=line: line[2] and line[2] == known["SIS User ID"],
            lambda known, line=line: line[3] and line[3] == known["SIS Login ID"],
            lambda known, line=line: line[0] == known["Student"],
        )
        student = next((known["ID"] for same in by for known in course if same(known)), None)
        if student is None:
            unknown.append(line[0])
        else:
            found |= {(student, title): value for title, value in grades.items()}
    return found, possible, unknown


def moodle_reads(path, participants):
    """Grade and comment by participant's number, as the offline worksheet's importer takes them."""
    head, *rest = lines(path)
    at = {name: head.index(name) for name in ("Identifier", "Grade", "Last modified (grade)", "Feedback comments")}
    found = {}
    for line in rest:
        number = line[at["Identifier"]][len("Participant ") :]
        if number in participants:
            found[number] = line[at["Grade"]], line[at["Feedback comments"]]
    return found


@pytest.fixture
def written(row, tmp_path):
    def writing(rows, **outputs):
        write_all(rows, tmp_path, Policy(), outputs=Outputs(formats=("canvas", "moodle"), **outputs))
        return tmp_path

    return writing


def test_canvas_gives_every_grade_to_its_student_by_the_roster(row, written):
    known = roster("canvas.csv", "SIS Login ID")
    rows = [
        row(student="ann@example.edu", score=0.5), row(student="wang@example.edu", verdict="pass", score=1.0),
        row(student="pp@example.edu", score=0.125), row(student="zoe@example.edu", verdict="infra", score=0.0),
    ]  # fmt: skip
    out = written(rows, roster=known, possible=20, titles={"layers/dense": "Dense layer (4711)"})
    found, possible, unknown = canvas_reads(out / "canvas.csv", known.values())
    title = "Dense layer (4711)"
    assert found == {("1001", title): "10", ("1002", title): "20", ("1003", title): "2.5", ("1004", title): ""}
    assert (possible, unknown) == ({title: 20.0}, [])


def test_canvas_gives_grades_by_the_ids_of_its_own_downloads_without_a_roster(row, written):
    out = written([row(student="1001"), row(student="zoe@example.edu", score=0.75)])
    found, _, unknown = canvas_reads(out / "canvas.csv", roster("canvas.csv", "ID").values())
    assert (found, unknown) == ({("1001", "layers/dense"): "50", ("1004", "layers/dense"): "75"}, [])


def test_canvas_takes_nobody_for_another_whatever_a_folder_is_called(row, written):
    names = ["1001b", "1002 (late)", "Points Possible", "=1001", "٣", "", "1001\n1002"]
    out = written([row(student=name) for name in names])
    found, possible, unknown = canvas_reads(out / "canvas.csv", roster("canvas.csv", "ID").values())
    assert found == {}
    assert possible == {"layers/dense": 100.0}
    assert len(unknown) == len(names)


def test_canvas_has_a_column_for_every_exercise(row, tmp_path):
    rows = [row(student="1001"), row(student="1001", exercise="cnn/conv2d", score=1.0), row(student="1002")]
    found = standings(rows, Policy())
    write_canvas(tmp_path / "canvas.csv", found.summary, found.exercises, Outputs())
    grades, possible, _ = canvas_reads(tmp_path / "canvas.csv", roster("canvas.csv", "ID").values())
    assert set(possible) == {"cnn/conv2d", "layers/dense"}
    assert (grades["1001", "cnn/conv2d"], grades["1002", "cnn/conv2d"]) == ("100", "")


def test_moodle_takes_grade_and_comment_by_the_numbers_of_its_own_downloads(row, written):
    out = written([row(student="501"), row(student="Participant 502", verdict="infra")], possible=20)
    found = moodle_reads(out / "moodle.csv", {"501", "502"})
    assert found["501"] == ("10", "not passed; dw[0, 1] is 2.5, it must be 7.65432109")
    assert found["502"][0] == ""


def test_moodle_takes_them_by_a_worksheet_as_roster_and_then_knows_addresses_and_times(row, written):
    known = roster("moodle.csv", "Email address")
    out = written([row(student="ann@example.edu"), row(student="wang@example.edu")], roster=known)
    head, ann, wang = lines(out / "moodle.csv")
    told = [dict(zip(head, line, strict=True)) for line in (ann, wang)]
    assert [line["Identifier"] for line in told] == ["Participant 501", "Participant 502"]
    assert [line["Email address"] for line in told] == ["ann@example.edu", "wang@example.edu"]
    assert [line["Last modified (grade)"] for line in told] == ["", "Friday, 20 November 2026, 9:00 PM"]


def test_no_line_of_moodle_is_without_an_address_where_others_have_one(row, written):
    known = roster("moodle.csv", "Email address")
    out = written([row(student="ann@example.edu"), row(student="503")], roster=known)
    head, *rest = lines(out / "moodle.csv")
    assert "Email address" not in head
    assert len(rest) == 2


def test_moodle_is_told_nobody_whom_it_could_take_for_another(row, tmp_path):
    names = ["li.wei.2026.501", "participant 501", "Participant x501", "５０１", "=501"]
    done = write_all([row(student=name) for name in names], tmp_path, Policy(), outputs=Outputs(formats=("moodle",)))
    assert moodle_reads(tmp_path / "moodle.csv", {"501"}) == {}
    assert set(done.not_in_moodle) == set(names)


def test_a_comment_of_moodle_is_html_of_our_words_only(row, written):
    message = {"en": "<img src=x onerror=alert(1)>\n=1", "zh": ""}
    hostile = row(student="501")
    hostile.report["message"] = message
    out = written([hostile])
    ((_, comment),) = moodle_reads(out / "moodle.csv", {"501"}).values()
    assert "&lt;img src=x" in comment
    assert "<" not in comment


def test_every_exercise_has_a_worksheet_of_its_own(row, written):
    out = written([row(student="501"), row(student="501", exercise="cnn/conv2d", score=1.0)])
    assert moodle_reads(out / "moodle-cnn_conv2d.csv", {"501"})["501"][0] == "100"
    assert moodle_reads(out / "moodle-layers_dense.csv", {"501"})["501"][0] == "50"
