"""Who is a student: whatever a folder there is called, and nobody that a run has written itself."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from grader.intake import gather
from tests.grader.intake.messy import RIGHT
from tests.grader.intake.test_archives import special, tarred, zipped


def students(submissions):
    return {s.student: bool(s.fault) for s in submissions}


@pytest.mark.parametrize("around", ["", "hw1/", "dense/", "layers/dense/"])
@pytest.mark.parametrize("name", ["venv", ".eve", ".Eve Li"])
def test_a_students_folder_may_be_called_like_litter(gathered, put, around, name):
    put(f"{around}{name}/dense.py", RIGHT)
    put(f"{around}{name}/.git/dense.py", RIGHT)
    put(f"{around}bob/dense.py", RIGHT)
    put(f"{around}bob/venv/lib/dense.py", RIGHT)
    put(f"{around}bob/.old/dense.py", RIGHT)
    found = gathered()
    assert students(found) == {name: False, "bob": False}
    assert all(s.notes == () for s in found)


def test_in_an_archive_too(gathered, put):
    names = ("hw/venv/dense.py", "hw/.eve.py", "hw/ann.py", "hw/ann/.x/dense.py", "hw/._ann.py", "__MACOSX/hw/b.py")
    put("hw.zip", zipped(dict.fromkeys(names, RIGHT)))
    assert students(gathered("hw.zip")) == {"venv": False, ".eve": False, "ann": False}


def test_a_bad_file_in_such_a_folder_is_a_row(gathered, put, tmp_path):
    put(".eve/notes.docx", "")
    put("ann.py", RIGHT)
    (tmp_path / "in" / "venv").mkdir()
    assert students(gathered()) == {".eve": True, "venv": True, "ann": False}


@pytest.mark.parametrize("packed", [zipped, tarred])
def test_a_folder_with_nothing_in_it_but_litter_is_a_row_in_an_archive_too(gathered, put, packed):
    names = ["hw/ann/dense.py", "hw/ann/data/.DS_Store", "hw/bob/.DS_Store", "hw/cho/venv/x.py", "hw/.git/x.py"]
    folders = ["hw/", "hw/dee/", "hw/dense/", "hw/dense/eve/", "hw/__pycache__/"]
    if packed is zipped:
        put("hw.zip", zipped(dict.fromkeys(names, RIGHT) | dict.fromkeys(folders, "")))
    else:
        inside = {folder: special(folder.rstrip("/"), tarfile.DIRTYPE) for folder in folders}
        put("hw.tar", tarred(dict.fromkeys(names, RIGHT.encode()) | inside, "w"))
    found = gathered(*(path.name for path in put("x", "").parent.glob("hw.*")))
    assert students(found) == {"ann": False, "bob": True, "cho": True, "dee": True, "eve": True}
    assert {s.fault.en for s in found if s.fault} == {"nothing was handed in"}


def test_what_systems_and_tools_leave_is_nobodys(gathered, put):
    put("ann.py", RIGHT)
    for name in (".git/hooks.py", ".ipynb_checkpoints/dense.py", ".venv/lib/x.py", "__pycache__/x.py", ".DS_Store",
                 "venv/pyvenv.cfg", "venv/lib/dense.py", ".idea/x.xml", ".gitignore", "._bob.py", "bob.pyc",
                 "node_modules/x/dense.py"):  # fmt: skip
        put(name, RIGHT)
    assert students(gathered()) == {"ann": False}


def test_the_folder_that_one_stands_in_has_a_name(put, dense, tmp_path, monkeypatch):
    put("eve/dense.py", RIGHT)
    put("eve/more/x.txt", "")
    for inside, path in (("eve", "."), ("eve/more", "..")):
        monkeypatch.chdir(tmp_path / "in" / inside)
        assert next(gather([Path(path)], [dense])).student == "eve"


def test_folders_that_are_to_be_left_out_are_nobodys(put, dense, tmp_path, monkeypatch):
    put("ann/dense.py", RIGHT)
    out = put("grades/feedback/ann.md", "").parents[1]
    monkeypatch.chdir(tmp_path / "in")
    for path in (tmp_path / "in", Path()):
        assert students(gather([path], [dense], without=[out])) == {"ann": False}
        assert students(gather([path], [dense], without=[Path("grades")])) == {"ann": False}
    assert students(gather([out.parent], [dense], without=[out.parent, out])) == {"ann": False}
