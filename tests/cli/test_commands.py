"""Everything on the command line but judging and the quiz."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.catalog import Catalog
from quiz.log import Log
from quiz.version import VERSION
from quiz.wrapping import cells

ROOT = Path(__file__).parents[2]
ID = "layers/dense"


def test_the_version_is_one_line(run):
    assert run("--version").out == f"gradlings {VERSION}\n"


def test_list_shows_every_exercise_with_its_state(run, stub):
    run("start", "cnn/conv2d")
    stub.verdict = "pass"
    run("start", ID)
    run("check", ID)
    listed = run("list")
    assert listed.code == 0
    rows = {name: sign for sign, name in re.findall(r"^  (.) (\S+)", listed.out, re.MULTILINE)}
    assert rows.keys() == set(Catalog().ids())
    assert (rows[ID], rows["cnn/conv2d"], rows["sequence/lstm"]) == ("✓", "~", " ")


def test_list_marks_what_builds_on_something_else_without_a_lock(run, stub):
    row = next(line for line in run("list").out.splitlines() if " cnn/conv2d " in line)
    assert row.endswith(f"← {ID}")
    assert run("list").out.endswith("you can start it all the same\n")
    assert run("start", "cnn/conv2d").code == 0
    stub.verdict = "pass"
    run("start", ID)
    run("check", ID)
    row = next(line for line in run("list").out.splitlines() if " cnn/conv2d " in line)
    assert "←" not in row


def test_start_writes_the_starter_once_and_says_how_to_go_on(run, home):
    first = run("start", ID)
    assert f"gradlings check {ID}" in first.out
    (home / "layers/dense.py").write_text("mine")
    assert run("start", ID).code == 0
    assert (home / "layers/dense.py").read_text() == "mine"


def test_without_an_id_the_hint_is_for_the_exercise_worked_on_last_and_says_which(run):
    run("start", ID)
    run("start", "layers/relu" if ID != "layers/relu" else "layers/dense")
    run("start", ID)
    other = run("hint", ID).out
    again = run("hint")
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith(f"{ID}, where you worked last\n{other}")
    assert ID in run("hint", "--lang", "zh").out


def test_hints_go_on_from_run_to_run(run):
    given = [run("hint", ID).out for _ in range(4)]
    assert [[f"Hint {n} of 3" in out for n in (1, 2, 3)] for out in given] == [
        [True, False, False], [True, True, False], [True, True, True], [True, True, True],
    ]  # fmt: skip
    run("start", ID)
    run("reset", ID)
    assert "Hint 2" not in run("hint", ID).out


def test_the_solution_opens_after_a_pass_or_anyway(run, stub):
    locked = run("solution", ID)
    assert (locked.code, locked.out) == (2, "")
    assert "--anyway" in locked.complaint
    assert "def dense_backward" in run("solution", ID, "--anyway").out
    stub.verdict = "pass"
    run("start", ID)
    run("check", ID)
    assert "def dense_backward" in run("solution", ID).out


def test_reset_keeps_a_backup_and_says_where(run, home):
    run("start", ID)
    (home / "layers/dense.py").write_text("mine")
    done = run("reset", ID)
    backup = Path(done.out.rstrip("\n").rpartition(" ")[2])
    assert backup.read_text() == "mine"
    assert "NotImplementedError" in (home / "layers/dense.py").read_text()


def test_paths_names_places_inside_the_home(run, home):
    rows = dict(line.split(maxsplit=1) for line in run("paths").out.splitlines())
    assert rows["work"] == str(home)
    assert rows.keys() == {"work", "log", "cache", "faults"}


@pytest.mark.parametrize("arguments", [("--lang", "zh", "list"), ("list", "--lang", "zh"), ("list", "--lang=zh")])
def test_the_language_goes_anywhere_and_is_for_this_run(run, arguments):
    assert "网络层" in run(*arguments).out
    assert "Layers" in run("list").out


@pytest.mark.parametrize("command", [(), ("check",), ("mock", "export")])
def test_help_is_all_of_one_language_and_fits_the_terminal(run, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    said = run("--lang=zh", *command, "--help").out
    assert not [word for word in ("usage", "positional", "options:", "show ") if word in said]
    assert all(cells(line) <= 80 for line in said.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [("progress",), ("mock", "burn"), ("start",), ("--bogus",), ("mock", "export", "x"), ("check", "--salt")],
)
def test_what_argparse_refuses_is_refused_in_chinese(run, arguments):
    refused = run("--lang=zh", *arguments).complaint
    assert refused
    assert not re.search(r"required|argument|invalid", refused)


def test_the_locale_decides_at_first(run, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "网络层" in run("list").out
    assert "没有 x 这个练习" in run("start", "x").complaint
    assert "用法" in run("--bogus").complaint


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("start", "layers/dens"), "did you mean layers/dense?"),
        (("hint", "dense"), "did you mean layers/dense?"),
        (("check", "conv2"), "did you mean cnn/conv2d?"),
        (("solution", "zzzz"), "gradlings list"),
        (("reset", "LAYERS/DENSE"), "did you mean layers/dense?"),
        (("reset", ID), "gradlings start layers/dense"),
        (("check", ID), "gradlings start layers/dense"),
        (("check",), "gradlings start ID"),
        (("lst",), "did you mean `gradlings list`?"),
        (("chekc", ID), "did you mean `gradlings check`?"),
        (("hel",), "did you mean `gradlings --help`?"),
        (("se",), "did you mean `gradlings settings`, `gradlings search`?"),
        (("--lang", "zh", "se"), "`gradlings settings`、`gradlings search`"),
        (("xyzzy",), "list, start, check"),
        (("xyzzy",), "gradlings --help"),
        (("hint",), "gradlings start ID"),
        (("start",), "gradlings start --help"),
        (("--bogus",), "gradlings --help"),
        (("list", "--lang", "tlh"), "choose from"),
        (("check", "no-such.py"), "no such file"),
        (("check", "nowhere/dense.py"), "no such file"),
        (("check", "a\0b.py"), "null"),
        (("quiz", "--plain", "--topic", "nope"), "use one of"),
        (("quiz", "--topic", "cnn"), "--plain"),
        (("content", "check", "nowhere"), "questions/<topic>/<slug>.toml"),
        ((), "quiz --plain"),
    ],
)
def test_a_wrong_request_is_one_line_that_says_what_to_type(run, stub, arguments, says):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.complaint


def test_a_home_that_cannot_be_written_is_one_line_and_lists_still_work(run, home):
    home.write_text("a file in the place of the folder")
    listed = run("list")
    assert (listed.code, listed.out.count("  layers/dense  ")) == (0, 1)
    assert "not saved" in listed.complaint
    for arguments in (("start", ID), ("quiz", "--plain")):
        ran = run(*arguments)
        assert ran.code == 2
        assert str(home) in ran.complaint


def test_a_damaged_log_is_set_aside_with_one_line(run, home):
    (home / ".data").mkdir(parents=True)
    (home / ".data/log.sqlite3").write_bytes(b"garbage " * 2000)
    assert "kept as" in run("hint", ID).complaint
    assert run("hint", ID).err == ""
    [kept] = (home / ".data").glob("log.damaged-*")
    assert kept.read_bytes() == b"garbage " * 2000


def test_our_own_fault_is_one_line_a_file_and_exit_code_3(run, home, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(Log, "events", broken)
    ran = run("list")
    assert ran.code == 3
    assert str(home / ".data/faults.log") in ran.complaint
    assert "ZeroDivisionError: ours" in (home / ".data/faults.log").read_text()


def test_ctrl_c_ends_with_one_line(run, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Log, "events", interrupted)
    assert run("list").code == 130


def test_a_reader_that_goes_away_is_no_error(home):
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "quiz", "list"]
    ran = subprocess.run(command, check=False, stdout=writing, stderr=subprocess.PIPE, env=environment, timeout=60)
    os.close(writing)
    assert ran.stderr == b""


def test_a_terminal_without_chinese_gets_question_marks_and_no_crash(spawn, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    ran = spawn("list", "--lang", "zh")
    assert ran.code == 0
    assert "layers/dense" in ran.out
