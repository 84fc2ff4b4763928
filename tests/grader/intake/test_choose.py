"""Several files of one student: the one that defines the functions is judged, and a note says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.grader.intake.messy import BACKWARD, CODE, FORWARD, RIGHT, notebook

STARTER = "".join(f"def {name}(a, b):\n    raise NotImplementedError\n" for name in ("dense_forward", "dense_backward"))
CHOICES = {
    "the one with both functions": ({"a.py": FORWARD, "b.py": RIGHT, "c.py": BACKWARD}, "b.py"),
    "not the untouched starter": ({"dense.py": STARTER, "mine.py": RIGHT}, "mine.py"),
    "the half-written one before nothing": ({"dense.py": STARTER, "notes.txt": "todo"}, "dense.py"),
    "the file before the notebook": ({"dense.ipynb": notebook(RIGHT), "dense.py": RIGHT}, "dense.py"),
    "the notebook where the file is a helper": ({"hw.ipynb": notebook(RIGHT), "plots.py": "import a\n"}, "hw.ipynb"),
    "the one that is called for the exercise": ({"copy.py": RIGHT, "dense.py": RIGHT}, "dense.py"),
    "the one nearest to the top": ({"old/deep/mine.py": RIGHT, "work.py": RIGHT}, "work.py"),
    "a text file that is Python": ({"code.txt": RIGHT, "report.pdf": "%PDF"}, "code.txt"),
    "a file with a second suffix": ({"code.py.txt": RIGHT}, "code.py.txt"),
    "functions by assignment": ({"a.py": "dense_forward = f\ndense_backward = g\n", "b.py": FORWARD}, "a.py"),
    "not what virtual environments hold": ({"venv/lib/dense.py": RIGHT, ".git/dense.py": RIGHT, "x.py": CODE}, "x.py"),
}


@pytest.mark.parametrize(("files", "chosen"), CHOICES.values(), ids=CHOICES)
def test_of_several_files_the_right_one_is_judged(gathered, put, files, chosen):
    for name, content in files.items():
        put(f"alice/{name}", content)
    (found,) = gathered()
    assert (found.student, found.file, found.fault) == ("alice", f"alice/{chosen}", None)
    said = " ".join(note.text.en for note in found.notes if note.id == "chosen-file")
    others = {name for name in files if name.endswith((".py", ".ipynb")) and "/lib/" not in name and ".git" not in name}
    assert all(name in said for name in others) or len(others) < 2


FAULTS = {
    "no source at all": ({"report.pdf": "%PDF", "data.csv": "1"}, "only data.csv, report.pdf"),
    "an archive of another kind": ({"hw.rar": "Rar!"}, "not read"),
    "a broken notebook": ({"dense.ipynb": "{", "utils.py": "x = 1\n"}, "not valid JSON"),
}


@pytest.mark.parametrize(("files", "why"), FAULTS.values(), ids=FAULTS)
def test_where_nothing_can_be_judged_it_is_said_why(gathered, put, files, why):
    for name, content in files.items():
        put(f"alice/{name}", content)
    (found,) = gathered()
    assert why in found.fault.en
    assert found.fault.zh
    assert found.student == "alice"


def test_the_only_file_is_judged_even_if_it_defines_something_else(gathered, put):
    put("alice.py", "def dens_forward():\n    pass\n")
    (found,) = gathered()
    assert found.source.startswith(b"def dens_forward")
    assert found.fault is None


def test_whoever_hands_in_nothing_for_any_of_several_exercises_is_a_row_for_each(gathered, put, conv2d):
    put("alice/mine.py", "x = 1\n")
    found = gathered(others=(conv2d,))
    assert {s.exercise for s in found} == {"layers/dense", "cnn/conv2d"}
    assert all("defines" in s.fault.en for s in found)


def test_a_huge_file_is_read_only_as_far_as_the_grader_needs_to_refuse_it(gathered, put):
    put("alice.py", b"#" * (3 << 20))
    (found,) = gathered()
    assert len(found.source) == (1 << 20) + 1


def test_names_in_notes_fit_on_a_line(gathered, put):
    put("alice/dense.py", RIGHT)
    put("alice/\x1b[31mred\n\u202e.py", FORWARD)
    (found,) = gathered()
    (note,) = found.notes
    assert note.text.en.isprintable()


def test_a_path_decides_between_exercises_that_ask_for_the_same(gathered, put, dense):
    twin = replace(dense, _folder=dense.folder.parent / "twin")
    put("dense/ann/a.py", RIGHT)
    put("twin/ann/a.py", RIGHT)
    put("bob.py", RIGHT)
    found = sorted((s.student, s.exercise, s.file) for s in gathered(others=(twin,)))
    assert found == [
        ("ann", "layers/dense", "dense/ann/a.py"), ("ann", "layers/twin", "twin/ann/a.py"),
        ("bob", "layers/dense", "bob.py"), ("bob", "layers/twin", "bob.py"),
    ]  # fmt: skip
