"""Names that mean a student and an exercise: nobody's homework becomes the folder's around it."""

from __future__ import annotations

import io
import zipfile
from time import process_time

import pytest

from exercises.catalog import Catalog
from grader.intake import Person, Roster, gather
from tests.grader.intake.messy import RIGHT, notebook

ADAM = "def adam():\n    pass\n"


@pytest.fixture
def adam():
    return Catalog().get("optimizers/adam")


@pytest.fixture
def taken(adam, dense, put, tmp_path):
    """Who handed in which file for which exercise, and whether that is said to be a guess, after these were put."""

    def run(*names, only=(), exercises=("adam",), roster=None):
        asked = [{"adam": adam, "dense": dense}[name] for name in exercises]
        for name in names:
            put(name, "x = 1\n" if "helper" in name else RIGHT if "dense" in name else ADAM)
        paths = [tmp_path / "in" / name for name in only] or [tmp_path / "in"]
        people = Roster(tuple(Person(one, one) for one in roster)) if roster else None
        found = list(gather(paths, asked, people))
        return {(s.student, s.file) for s in found}, {s.student for s in found if "namesake" in _ids(s)}

    return run


def _ids(submission):
    return [note.id for note in submission.notes]


BESIDE = {
    "files": (("adam.py", "bob.py"), {("adam", "adam.py"), ("bob", "bob.py")}),
    "folders": (("adam/x.py", "bob/x.py"), {("adam", "adam/x.py"), ("bob", "bob/x.py")}),
    "each in a folder, called for the exercise": (
        ("adam/adam.py", "bob/adam.py"), {("adam", "adam/adam.py"), ("bob", "bob/adam.py")},
    ),
    "a file and a folder": (("Adam.py", "bob/src/opt.py"), {("Adam", "Adam.py"), ("bob", "bob/src/opt.py")}),
    "below the exercise": (("adam/adam.py", "adam/bob.py"), {("adam", "adam/adam.py"), ("bob", "adam/bob.py")}),
    "below a folder around them": (("hw1/adam.py", "hw1/bob.py"), {("adam", "hw1/adam.py"), ("bob", "hw1/bob.py")}),
}  # fmt: skip


@pytest.mark.parametrize(("names", "meant"), BESIDE.values(), ids=BESIDE)
def test_a_name_beside_other_peoples_is_a_persons_and_that_is_said(taken, names, meant):
    found, guessed = taken(*names)
    assert found == meant
    assert {name.lower() for name in guessed} == {"adam"}


NOBODY = {
    "a helper": (("adam.py", "helper.py"), {("in", "adam.py")}),
    "what was there before": (("adam.py", "adam_old.py", "backup.py"), "in"),
    "a folder an exercise": (("adam/bob.py", "adam/cho.py"), {("bob", "adam/bob.py"), ("cho", "adam/cho.py")}),
    "two exercises": (("adam/bob.py", "dense/cho.py"), {("bob", "adam/bob.py"), ("cho", "dense/cho.py")}),
    "a student's own folder": (("bob/adam.py", "bob/cho.py"), {("bob", "bob/adam.py")}),
    "alone": (("adam.py",), {("in", "adam.py")}),
}


@pytest.mark.parametrize(("names", "meant"), NOBODY.values(), ids=NOBODY)
def test_an_exercises_name_stays_one_where_nobody_stands_beside_it(taken, names, meant):
    found, guessed = taken(*names, exercises=("adam", "dense") if "dense/cho.py" in names else ("adam",))
    assert (meant in {student for student, _ in found}) if meant == "in" else found == meant
    assert guessed == set()


def test_two_exercises_beside_somebodys_file_stay_exercises_and_that_is_said(taken):
    found, guessed = taken("adam.py", "dense.py", "bob.py", exercises=("adam", "dense"))
    assert {("in", "adam.py"), ("in", "dense.py"), ("bob", "bob.py")} <= found
    assert "in" in guessed


def test_a_name_on_the_roster_wins(taken):
    assert taken("adam.py", roster=["adam"]) == ({("adam", "adam.py")}, set())
    assert taken("adam_smith.py", roster=["adam", "adam smith"])[0] >= {("adam smith", "adam_smith.py")}


def test_a_folder_of_several_students_is_an_exercise_even_if_the_roster_has_one_of_that_name(taken):
    found, guessed = taken("adam/adam.py", "adam/bob.py", roster=["adam", "bob"])
    assert found == {("adam", "adam/adam.py"), ("bob", "adam/bob.py")}
    found, guessed = taken("adam/cho/x.py", "adam/dan/x.py", "eve/x.py")
    assert {student for student, _ in found} >= {"cho", "dan", "eve"}
    assert {"cho", "dan"} <= guessed


def test_the_roster_knows_the_folder_too(taken):
    assert taken("hw/adam/solution.py", only=["hw/adam/solution.py"], roster=["adam"])[0] == {("adam", "solution.py")}
    assert taken("ex/adam/adam.py", only=["ex/adam"], roster=["adam"])[0] == {("adam", "adam.py")}


def test_paths_as_a_shell_lists_them_stand_beside_one_another(taken):
    found, guessed = taken("hw/adam.py", "hw/bob.py", only=["hw/adam.py", "hw/bob.py"])
    assert found == {("adam", "adam.py"), ("bob", "bob.py")}
    assert guessed == {"adam"}
    found, _ = taken("all/adam/adam.py", "all/bob/adam.py", only=["all/adam/adam.py", "all/bob/adam.py"])
    assert found == {("adam", "adam.py"), ("bob", "adam.py")}


def test_a_hostile_tree_of_such_names_takes_neither_long_nor_deep(taken, put):
    names = {f"{'adam/' * 5000}x{n}.py": ADAM for n in range(2)}
    names |= {f"{'-' * n}adam.py": ADAM for n in range(1500)} | {f"b{n}/venv/pyvenv.cfg": "" for n in range(1500)}
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
        for name, source in (names | {"bob.py": ADAM}).items():
            archive.writestr(name, source)
    put("hw.zip", buffer.getvalue())
    began = process_time()
    assert "bob" in {student for student, _ in taken(only=["hw.zip"])[0]}
    assert process_time() - began < 4  # it takes a minute where each is compared with each


def test_archives_stand_beside_one_another(taken, put):
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
        archive.writestr("x.py", ADAM)
    for name in ("adam", "bob"):
        put(f"{name}.zip", buffer.getvalue())
    assert {student for student, _ in taken()[0]} == {"adam", "bob"}


OWN = {"alice": ("dense.py", "hw1.ipynb"), "carol": ("dense.py", "Untitled.ipynb", "my_layer.py"), "bob": ("dense.py",)}


def _own(put, inside):
    for student, names in OWN.items():
        for name in names:
            put(f"{inside}/{student}/{name}", notebook(RIGHT) if name.endswith(".ipynb") else RIGHT)


def _zipped(put, inside):
    for student, names in OWN.items():
        with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
            for name in names:
                archive.writestr(name, notebook(RIGHT) if name.endswith(".ipynb") else RIGHT)
        put(f"{inside}/{student}.zip", buffer.getvalue())


@pytest.mark.parametrize("roster", [None, OWN], ids=["no roster", "a roster"])
@pytest.mark.parametrize(("made", "suffix"), [(_own, ""), (_zipped, ".zip")], ids=["folders", "archives"])
def test_an_exercises_name_in_what_is_one_students_is_no_other_student(taken, put, made, suffix, roster):
    made(put, "hw")
    paths = [f"hw/{student}{suffix}" for student in OWN]
    found, guessed = taken(only=paths, exercises=("dense",), roster=roster)
    assert {student for student, file in found if file == "dense.py"} == set(OWN)
    assert guessed == set()
    for path, student in zip(paths, OWN, strict=True):
        found, guessed = taken(only=[path], exercises=("dense",), roster=roster)
        assert {student for student, file in found if file == "dense.py"} == {student}
        assert guessed == set()


def test_nobody_is_guessed_whom_a_roster_does_not_know(taken):
    found, guessed = taken("adam.py", "bob.py", roster=["bob"])
    assert {("in", "adam.py"), ("bob", "bob.py")} <= found
    assert guessed == set()


def test_several_paths_are_of_one_student_each_even_where_a_name_is_a_persons(taken):
    found, guessed = taken("ann/adam.py", "ann/mine.py", "bob/adam.py", only=["ann", "bob"])
    assert {student for student, file in found if file == "adam.py"} == {"ann", "bob"}
    assert guessed == set()
    found, guessed = taken("hw1/adam.py", "hw1/cho.py", only=["hw1", "bob"])
    assert {student for student, file in found if file == "adam.py"} == {"adam", "bob"}


def test_in_a_folder_of_homework_any_exercises_name_may_be_a_persons(taken):
    found, guessed = taken("hw1/dense.py", "hw1/bob/dense.py", only=["hw1"], exercises=("dense",))
    assert ("dense", "dense.py") in found
    assert guessed == {"dense"}
