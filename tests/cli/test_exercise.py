"""`gradlings exercise` and `--exercises`: folders with exercises beside ours, and the proof of what they claim."""

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

from exercises.catalog import Catalog
from grader import examine
from quiz.shelf import Shelf
from tests.samples import edit, make_exercise

ID = "acme:layers/mine"


@pytest.fixture
def acme(tmp_path):
    folder = tmp_path / "acme"
    make_exercise(folder, "layers/mine", prerequisites=["layers/dense"])
    make_exercise(folder, "graphs/pooling", "values")
    (folder / "tracks.toml").write_text(
        'schema = 1\n[tracks]\ngraphs = { en = "Graphs", zh = "图" }\n', encoding="utf-8"
    )
    return folder


@pytest.fixture(autouse=True)
def questions(monkeypatch):
    """Compiling ours takes seconds."""

    class NoBank:
        cards = ("core:cnn/why-pooling#open",)
        complaints = ()

    monkeypatch.setattr(Shelf, "bank", NoBank())
    monkeypatch.setattr(examine, "SLOW", 60.0)  # whatever else this machine does


def test_a_folder_is_added_listed_and_removed_by_its_id(run, acme):
    assert "no exercises beside" in run("exercise").out
    added = run("exercise", "add", os.path.relpath(acme))
    assert (added.code, added.out.splitlines()[:2]) == (0, [f"added acme: {acme}", "2 exercises"])
    assert "without isolation" in added.out
    assert run("exercise").out == f"acme  acme  (2 exercises)  {acme}\n"
    assert run("--lang", "zh", "exercise").out == f"acme  acme  (2 个练习)  {acme}\n"
    assert run("exercise", "add", str(acme)).out == f"{acme} is among the folders already\n"
    assert run("exercise", "remove", "acme").out == f"removed {acme}; your files and what you passed are kept\n"
    assert "no exercises beside" in run("exercise").out


def test_its_exercises_stand_beside_ours_in_every_command(run, stub, home, acme):
    run("exercise", "add", str(acme))
    listed = run("list").out
    assert re.search(r"^Layers \(acme\)\n    acme:layers/mine +level 1 .*← layers/dense$", listed, re.MULTILINE)
    assert re.search(r"^Graphs \(acme\)\n    acme:graphs/pooling +level 1 ", listed, re.MULTILINE)
    assert "图（acme）" in run("--lang", "zh", "list").out
    assert str(home / "acme/layers/mine.py") in run("start", ID).out
    assert f"again: gradlings check {ID} --salt" in run("check", ID).out
    assert "Hint 1 of 3" in run("hint", ID).out
    assert "def mine_backward" in run("solution", ID, "--anyway").out
    (home / "acme/layers/mine.py").write_text("changed")
    assert str(home / ".backups/acme/layers/mine.") in run("reset", ID).out
    assert " ~ acme:layers/mine " in run("list").out


def test_a_fork_of_ours_and_ours_never_share_a_file(run, stub, home, tmp_path):
    assert run("exercise", "fork", "layers/dense", str(tmp_path / "layers")).code == 0
    named = ("--exercises", str(tmp_path / "layers"))
    run("start", "layers/dense", *named)
    run("start", "layers:layers/dense", *named)
    files = [home / "layers/dense.py", home / "layers/layers/dense.py"]
    assert all(file.is_file() for file in files)
    assert [run("check", str(file), *named).out.split(":")[0] for file in files] == ["✗ layers/dense", "✗ layers"]


def test_a_folder_for_one_run_is_named_again_in_what_to_type(run, stub, acme):
    named = ("--exercises", str(acme))
    assert f"type `gradlings check {ID} --exercises {acme}`" in run("start", ID, *named).out
    assert f"gradlings start {ID} --exercises {acme}" in run(*named, "check", "acme:graphs/pooling").complaint.replace(
        "graphs/pooling", "layers/mine"
    )
    assert f"gradlings hint {ID} --exercises {acme}" in run(*named, "check", ID).out
    assert f"gradlings solution {ID} --exercises {acme} --anyway" in run(*named, "solution", ID).complaint
    assert "did you mean" in run("start", ID).complaint


def test_a_file_in_the_exercises_own_folder_is_known(run, stub, acme):
    for file in (acme / "layers/mine/solution.py", acme / "layers/mine/starter.py"):
        assert run("--exercises", str(acme), "check", str(file)).out.startswith(f"✗ {ID}: ")


@pytest.mark.parametrize("how", ["missing", "empty", "pack", "core", "tracks"])
def test_a_broken_folder_is_a_warning_with_path_and_remedy_and_the_rest_works(run, acme, tmp_path, how):
    run("exercise", "add", str(acme))
    if how == "missing":
        acme.rename(tmp_path / "moved")
    elif how == "empty":
        for place in ("layers/mine", "graphs/pooling"):
            (acme / place / "exercise.toml").unlink()
    elif how in ("pack", "core"):
        (acme / "pack.toml").write_text(
            "no toml [" if how == "pack" else 'schema = 1\nid = "core"\n[title]\nen = "x"\n'
        )
    else:
        (acme / "tracks.toml").write_text("schema = 2\n")
    ran = run("list")
    assert ran.code == 0
    assert "layers/dense" in ran.out
    assert str(acme) in ran.err
    assert (ID in ran.out) == (how == "tracks")
    if how in ("missing", "empty"):
        assert f"`gradlings exercise remove {acme}`" in ran.complaint
        assert run("exercise", "add", str(acme)).out.endswith("among the folders already\n")
        assert run("exercise", "remove", str(acme)).code == 0
        assert run("list").err == ""


@pytest.mark.parametrize("how", ["missing", "twice"])
def test_what_cannot_be_used_is_not_remembered(run, acme, tmp_path, how):
    run("exercise", "add", str(acme))
    other = tmp_path / "elsewhere" / "acme"
    if how == "twice":
        make_exercise(other, "layers/mine")
    ran = run("exercise", "add", str(other))
    assert ran.code == 2
    assert str(other) in ran.complaint
    assert run("exercise").out.count("\n") == 1


def test_one_broken_exercise_is_told_and_the_others_are_there(run, acme):
    edit(acme / "layers/mine/exercise.toml", 'kind = "layer"', 'kind = "lair"')
    ran = run("--exercises", str(acme), "list")
    assert ran.code == 0
    assert "acme:graphs/pooling" in ran.out
    assert str(acme / "layers/mine/exercise.toml") in ran.complaint
    assert "use one of layer" in ran.complaint
    assert "cannot be used" in run("--exercises", str(acme), "start", ID).complaint


def test_remove_of_what_is_not_there_names_what_is(run, acme):
    assert "none beside" in run("exercise", "remove", "x").complaint
    run("exercise", "add", str(acme))
    assert run("exercise", "remove", "x").complaint == "there is no folder x; use one of acme"


def test_check_says_a_line_for_each_of_the_folder_and_passes(run, acme):
    ran = run("exercise", "check", "--exercises", str(acme))
    figures = r"7 mistakes, \d\d mutants, worst error \de[-+]\d\d, suite \d\.\d\d s"
    pooling, mine, *_, fine = ran.out.splitlines()
    assert re.fullmatch(rf"acme:graphs/pooling  {figures}", pooling)
    assert re.fullmatch(rf"{ID}  {figures}", mine)
    assert (ran.code, fine) == (0, "2 exercises, no faults")


def test_check_tells_every_fault_after_the_lines_and_fails(run, acme):
    edit(acme / "layers/mine/solution.py", "dx = dy * g", "dx = 1.001 * dy * g")
    edit(acme / "graphs/pooling/exercise.toml", "questions = []", 'questions = ["cnn/nothing"]')
    ran = run("--lang", "zh", "--exercises", str(acme), "exercise", "check")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("acme:graphs/pooling  7 个已知错误，")
    assert lines[0].endswith("共 1 处错误")
    assert "exercise.toml: questions: `cnn/nothing` is no question; " in lines[2]
    assert "solution.py: fails at gradient dx" in ran.out
    assert re.fullmatch(r"共 \d+ 处错误", lines[-1])


def test_check_by_id_looks_at_these_alone_and_suggests(run, acme):
    named = ("--exercises", str(acme))
    assert run("exercise", "check", "acme:graphs/poling", *named).complaint.endswith(
        "did you mean acme:graphs/pooling?"
    )
    ran = run("exercise", "check", "acme:graphs/pooling", "acme:graphs/pooling", *named)
    assert ran.out.splitlines()[1:] == ["1 exercise, no faults"]
    edit(acme / "graphs/pooling/exercise.toml", "level = 1", "level = 9")
    ran = run("exercise", "check", "acme:graphs/pooling", *named)
    assert (ran.code, ran.out.splitlines()[0]) == (1, "acme:graphs/pooling  1 fault")


def test_check_of_a_folder_that_cannot_be_used_is_one_line(run, tmp_path):
    ran = run("exercise", "check", "--exercises", str(tmp_path / "gone"))
    assert ran.code == 2
    assert str(tmp_path / "gone") in ran.complaint


def test_check_tells_a_circle_and_what_a_folder_leaves_uncovered(run, acme):
    edit(acme / "graphs/pooling/exercise.toml", "prerequisites = []", 'prerequisites = ["graphs/pooling"]')
    (acme / "sources.txt").write_text("one\n")
    ran = run("exercise", "check", "--exercises", str(acme))
    assert "prerequisites: go in a circle: acme:graphs/pooling → acme:graphs/pooling; " in ran.out
    assert f"{acme / 'sources.txt'}: one: is covered by no exercise; " in ran.out
    assert "sources.txt" not in run("exercise", "check", "acme:graphs/pooling", "--exercises", str(acme)).out


def test_without_ids_and_folders_ours_are_checked(run, monkeypatch):
    checked = []
    monkeypatch.setattr("quiz.commands.prove._examined", lambda name, *_: checked.append(name) or name)
    ran = run("exercise", "check")
    assert checked == list(Catalog().ids())
    assert ran.out.splitlines()[: len(checked)] == checked


def test_in_a_terminal_the_exercise_at_work_stands_on_a_line_that_goes_away(home, acme):
    command = ["-m", "quiz", "--exercises", str(acme), "exercise", "check", "acme:graphs/pooling"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    child = pexpect.spawn(sys.executable, command, env=environment, encoding="utf-8", timeout=60, dimensions=(24, 100))
    child.expect_exact("[1/1] acme:graphs/pooling …")
    child.expect_exact("\r\x1b[K")
    child.expect(r"acme:graphs/pooling  7 mistakes, \d+ mutants")
    child.expect_exact("1 exercise, no faults")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
