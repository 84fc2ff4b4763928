"""Downloads of Canvas, Moodle and Gradescope, and plain folders: whose each file is."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from tests.grader.intake.messy import CODE, RIGHT, notebook

CONV = "def conv2d_forward():\n    pass\n\n\ndef conv2d_backward():\n    pass\n"
METADATA = """\
---
submission_101:
  :submitters:
  - :name: "D\\u00f6e, Jane"
    :sid: '0042'
    :email: jane@example.edu
  :created_at: 2026-03-01 23:59:58.123456789 Z
  :score: 7.0
  :results:
    tests:
    - name: 'submitters'
      :sid: nobody
submission_102:
  :submitters:
  - :name: O'Hara Pat
    :sid:
    :email: pat@example.edu
  - :name: Ping 'P' Li
    :sid: 7
  :created_at: 2026-03-02 00:00:01 +0100
  :history:
  - :id: 4
    :name: not a submitter
"""


def who(submissions):
    return {(s.student, s.name, s.exercise, s.attempt, s.file, bool(s.fault)) for s in submissions}


def ids(submission):
    return [note.id for note in submission.notes]


def test_a_canvas_download_names_student_attempt_and_lateness(gathered, put):
    put("doejane_4711_90210_dense.py", RIGHT)
    put("o_hara_pat_LATE_4712_90211_dense-2.py", RIGHT)
    put("anon_x7Y2z_90212_dense.py", RIGHT)
    put("li_4713_text.html", "<p>no file</p>")
    found = gathered()
    assert who(found) == {
        ("4711", "doejane", "layers/dense", 1, "doejane_4711_90210_dense.py", False),
        ("4712", "o_hara_pat", "layers/dense", 3, "o_hara_pat_LATE_4712_90211_dense-2.py", False),
        ("anon_x7Y2z", "", "layers/dense", 1, "anon_x7Y2z_90212_dense.py", False),
        ("4713", "li", "layers/dense", 1, "li_4713_text.html", True),
    }
    assert [s.student for s in found if "late" in ids(s)] == ["4712"]
    assert all(s.source == RIGHT.encode() for s in found if not s.fault)


def test_canvas_attempts_of_one_student_are_all_there_and_helpers_are_none(gathered, put):
    put("doejane_4711_1_dense.py", CODE)
    put("doejane_4711_2_dense-1.py", RIGHT)
    put("doejane_4711_3_plot-5.py", "import matplotlib\n")
    assert [(s.attempt, s.source) for s in gathered()] == [(1, CODE.encode()), (2, RIGHT.encode())]


def test_a_moodle_download_in_folders_or_flat(gathered, put):
    put("Jane Doe_12345_assignsubmission_file_/dense.py", RIGHT)
    put("Li Ping_12346_assignsubmission_file_my code.py", RIGHT)
    put("Zoë O'Hara_12347_assignsubmission_file/sub/a.ipynb", notebook(CODE))
    put("Max_12348_assignsubmission_onlinetext_/onlinetext.html", "<p>sorry</p>")
    assert {(s.student, s.name, bool(s.fault)) for s in gathered()} == {
        ("12345", "Jane Doe", False),
        ("12346", "Li Ping", False),
        ("12347", "Zoë O'Hara", False),
        ("12348", "Max", True),
    }


def test_a_gradescope_export_knows_everybody_of_a_group_and_when(gathered, put):
    put("assignment_9_export/submission_metadata.yml", METADATA)
    put("assignment_9_export/submission_101/dense.py", RIGHT)
    put("assignment_9_export/submission_102/src/dense.py", RIGHT)
    put("assignment_9_export/submission_103/dense.py", RIGHT)
    found = {s.student: s for s in gathered("assignment_9_export")}
    assert {student: s.name for student, s in found.items()} == {
        "0042": "Döe, Jane",
        "pat@example.edu": "O'Hara Pat",
        "7": "Ping 'P' Li",
        "submission_103": "",
    }
    assert found["0042"].at == datetime(2026, 3, 1, 23, 59, 58, 123456, tzinfo=UTC)
    assert found["7"].at == found["pat@example.edu"].at == datetime(2026, 3, 1, 23, 0, 1, tzinfo=UTC)
    assert found["submission_103"].at is None
    assert {s.student for s in gathered()} == {"0042", "pat@example.edu", "7", "submission_103"}


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("alice.py", ("alice", 1)),
        ("alice/dense.py", ("alice", 1)),
        ("alice/hw/my.py", ("alice", 1)),
        ("layers/dense/alice.py", ("alice", 1)),
        ("dense/alice/code.py", ("alice", 1)),
        ("alice/layers/dense/solution.py", ("alice", 1)),
        ("alice_dense.py", ("alice", 1)),
        ("Dense - alice.py", ("alice", 1)),
        ("alice/attempt_3/dense.py", ("alice", 3)),
        ("dense/张三/第2次提交/代码.py", ("张三", 2)),
        ("submissions/alice.py", ("alice", 1)),
        ("dense.py", ("in", 1)),
        ("ALICE/DENSE.PY", ("ALICE", 1)),
        ("a b'\"\n\u202e😀.py", ("a b'\"\n\u202e😀", 1)),
    ],
)
def test_plain_folders_name_the_student_in_many_ways(gathered, put, conv2d, path, meant):
    put(path, RIGHT)
    for others in ((), (conv2d,)):
        (found,) = gathered(others=others)
        assert (found.exercise, (found.student, found.attempt)) == ("layers/dense", meant)


def test_a_class_with_two_exercises(gathered, put, conv2d):
    put("alice/dense.py", RIGHT)
    put("alice/conv2d.py", CONV)
    put("bob/all_in_one.py", RIGHT + CONV)
    put("carol/conv2d.py", "def conv_forward():\n    pass\n")
    put("grades.csv", "id,grade\n")
    found = gathered(others=(conv2d,))
    assert {(s.student, s.exercise, s.file) for s in found} == {
        ("alice", "layers/dense", "alice/dense.py"),
        ("alice", "cnn/conv2d", "alice/conv2d.py"),
        ("bob", "layers/dense", "bob/all_in_one.py"),
        ("bob", "cnn/conv2d", "bob/all_in_one.py"),
        ("carol", "cnn/conv2d", "carol/conv2d.py"),
    }


def test_one_file_is_its_students_whatever_it_is_called(gathered, put):
    put("jane.code", RIGHT)
    (found,) = gathered("jane.code")
    assert (found.student, found.source, found.fault) == ("jane", RIGHT.encode(), None)


def test_what_is_not_there_or_no_file_is_a_fault_and_not_an_end(gathered, put, tmp_path):
    put("alice.py", RIGHT)
    found = gathered("gone.py", "alice.py")
    assert [(s.student, bool(s.fault)) for s in found] == [("gone", True), ("alice", False)]


def test_links_and_pipes_in_folders_are_refused_by_name(gathered, put, tmp_path):
    secret = tmp_path / "secret.py"
    secret.write_text(RIGHT)
    put("alice/helper.py", "")
    (tmp_path / "in/bob.py").symlink_to(secret)
    (tmp_path / "in/alice/dense.py").symlink_to(secret)
    os.mkfifo(tmp_path / "in/carol.py")
    found = {s.student: s for s in gathered()}
    assert "link" in found["bob"].fault.en
    assert "pipe" in found["carol"].fault.en
    assert found["alice"].source == b""
    assert "alice/dense.py" in found["alice"].notes[-1].text.en


def test_paths_as_a_shell_lists_them_are_of_the_students_whose_folders_they_are_in(gathered, put):
    for name in ("ann/dense.py", "bob/dense/solution.py", "cho/attempt_2/dense.py", "dee_dense.py"):
        put(f"hw/{name}", RIGHT)
    found = gathered("hw/ann/dense.py", "hw/bob/dense", "hw/cho/attempt_2", "hw/dee_dense.py")
    assert [(s.student, s.attempt, s.notes) for s in found] == [(n, 1, ()) for n in ("ann", "bob", "cho", "dee")]


def test_an_empty_folder_is_a_student_who_handed_in_nothing(gathered, put, tmp_path):
    put("ann/dense.py", RIGHT)
    for name in ("ann/data", "bob", "dense/cho", "dee/attempt_1", "__pycache__"):
        (tmp_path / "in" / name).mkdir(parents=True)
    put("eve/.DS_Store", "")
    found = {s.student: s for s in gathered()}
    assert found.keys() == {"ann", "bob", "cho", "dee", "eve"}
    assert (found["ann"].fault, found["ann"].notes) == (None, ())
    assert {(s.file, s.fault.en) for n, s in found.items() if n != "ann"} == {("", "nothing was handed in")}
