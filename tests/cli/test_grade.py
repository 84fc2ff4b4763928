"""`grade` from the outside: what is shown, what is on disk, and what a second run does."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exercises.catalog import OURS, Catalog
from grader.batch import process
from tests.processes import descendants, gone
from tests.terminal import Terminal

ROOT = Path(__file__).parents[2]
DENSE = ("--exercise", "layers/dense")
ODD = ["a b", "quo'te\"s", "new\nline", "\u202eתרגיל", "🎓👩‍🔬", "\x1b[2J", "=1+1", "-x"]
OBEDIENT = """
import base64, json, os, sys
options = json.loads(sys.stdin.readline())["options"]
print(json.dumps({"isolation": "B"}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    source = base64.b64decode(job["source"]).decode()
    verdict = next((word for word in ("infra", "fail") if f"# {word}" in source), "pass")
    message = dict.fromkeys(("en", "zh"), f"it is a {verdict}\\x1b[2J")
    said = {"verdict": verdict, "score": float(verdict == "pass"), "message": message, "stage": None, "checks": []}
    told = {"findings": [], "notes": [], "trace": [], "output": "", "outputs": [], "hidden": False, "ms": 1.0}
    print(json.dumps(said | told | {"salt": options["salt"], "isolation": "B", "counterexample": None}), flush=True)
"""
HONEST = Catalog().get("layers/dense").solution


@pytest.fixture
def obedient(monkeypatch):
    """Workers that say what the source tells them to."""
    monkeypatch.setattr(process, "START", OBEDIENT)


@pytest.fixture
def handed(tmp_path):
    """Files of students: handed(ada="# pass")."""

    def written(**sources: str) -> Path:
        folder = tmp_path / "handed-in"
        folder.mkdir(exist_ok=True)
        for name, source in sources.items():
            (folder / f"{name}.py").write_text(f"def dense_forward(): ...\n{source}\n", encoding="utf-8")
        return folder

    return written


def lines(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "record.jsonl").read_bytes().splitlines()]


def rows(folder: Path) -> list[dict]:
    return [line for line in lines(folder) if "key" in line]


@pytest.mark.usefixtures("obedient")
def test_every_submission_is_a_line_and_a_row(run, handed, tmp_path) -> None:
    ran = run("grade", str(handed(ada="", bob="# fail")), *DENSE, "--out", "out", "--salt", "5a17")
    assert ran.code == 0
    assert sorted(ran.out.splitlines()[:2]) == [
        "fail         0 %  bob  bob.py  it is a fail[2J",
        "pass       100 %  ada  ada.py",
    ]
    assert "salt 5a17, isolation B, record out/record.jsonl" in ran.out
    header, *found = lines(tmp_path / "out")
    assert (header["salt"], header["isolation"], header["exercises"]["layers/dense"]["seconds"]) == ("5a17", "B", 5.0)
    assert {row["student"]: row["report"]["verdict"] for row in found} == {"ada": "pass", "bob": "fail"}
    assert "bob" in (tmp_path / "out" / "results.csv").read_text("utf-8-sig")


@pytest.mark.usefixtures("obedient")
def test_odd_names_are_shown_and_never_obeyed(run, handed, tmp_path) -> None:
    folder = handed(**dict.fromkeys(ODD, ""))
    ran = run("grade", str(folder), *DENSE)
    assert ran.code == 0
    assert len(rows(tmp_path / "grades")) == len(ODD)
    assert {row["file"] for row in rows(tmp_path / "grades")} == {f"{name}.py" for name in ODD}
    shown = ran.out.splitlines()[: len(ODD)]
    assert all(line.startswith("pass ") for line in shown)
    assert not [c for c in "".join(shown) if c in "\x1b\u202e"]


@pytest.mark.usefixtures("obedient")
def test_a_second_run_judges_what_is_new_by_the_same_salt(run, handed, tmp_path) -> None:
    folder = str(handed(ada="", bob="# fail"))
    run("grade", folder, *DENSE)
    handed(bob="# now right", eve="")
    ran = run("grade", folder, *DENSE)
    assert "1 submission was in the record already" in ran.out
    assert [row["student"] for row in rows(tmp_path / "grades")[2:]] in (["bob", "eve"], ["eve", "bob"])
    assert len({line["salt"] for line in lines(tmp_path / "grades") if "record" in line}) == 1
    table = (tmp_path / "grades" / "results.csv").read_text("utf-8-sig")
    assert [table.count(name) > 0 for name in ("ada", "bob", "eve")] == [True] * 3
    assert "fail" not in table


@pytest.mark.usefixtures("obedient")
def test_one_student_can_be_judged_again(run, handed, tmp_path) -> None:
    folder = str(handed(ada="", bob=""))
    run("grade", folder, *DENSE)
    run("grade", folder, *DENSE, "--regrade", "--only", "bob")
    assert [row["student"] for row in rows(tmp_path / "grades")[2:]] == ["bob"]
    assert "nobody" not in run("grade", folder, *DENSE, "--since", "2020-01-01").err


@pytest.mark.usefixtures("obedient")
def test_what_the_grader_failed_on_is_tried_again_in_the_next_run(run, handed, tmp_path) -> None:
    folder = str(handed(ada="", bob="# infra"))
    for number in (1, 2):
        ran = run("grade", folder, *DENSE)
        assert ran.code == 3
        assert "1 submission was not judged" in ran.err
        assert [row["student"] for row in rows(tmp_path / "grades")].count("bob") == number
    assert [row["student"] for row in rows(tmp_path / "grades")].count("ada") == 1


@pytest.mark.usefixtures("obedient")
@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--exercise", "layers/dens"], "did you mean layers/dense"),
        ([*DENSE, "--only", "nobody"], "no submission is from a student called nobody"),
        ([*DENSE, "--since", "soon"], "'soon' is no time"),
        ([*DENSE, "--late", "a bit"], "no late policy"),
        ([*DENSE, "--roster", "none.csv"], "none.csv"),
        ([*DENSE, "--jobs", "0"], "--jobs"),
        ([], "--exercise"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_meant_is_one_line(run, handed, tmp_path, more, said) -> None:
    ran = run("grade", str(handed(ada="")), *more)
    assert ran.code == 2
    assert said in ran.complaint
    record = tmp_path / "grades" / "record.jsonl"
    assert not record.exists() or record.read_bytes() == b""


@pytest.mark.usefixtures("obedient")
def test_a_path_that_is_not_there_is_one_line(run) -> None:
    ran = run("grade", "nowhere", *DENSE)
    assert (ran.code, ran.complaint) == (2, "there is nothing at nowhere")


def test_files_of_others_are_judged_under_a_lock_or_not_at_all(run, handed, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GRADLINGS_ISOLATION", "plain")
    monkeypatch.delenv("GRADLINGS_REQUIRE_ISOLATION", raising=False)
    folder = handed()
    (folder / "ada.py").write_text(HONEST, encoding="utf-8")
    ran = run("grade", str(folder), *DENSE)
    assert ran.code == 2
    assert "level D and B is required" in ran.complaint
    assert "--allow-reduced-isolation" in ran.complaint
    ran = run("grade", str(folder), *DENSE, "--allow-reduced-isolation")
    assert ran.code == 0
    header, row = lines(tmp_path / "grades")
    assert (header["isolation"], row["report"]["isolation"], row["report"]["verdict"]) == ("D", "D: limits", "pass")


@pytest.fixture
def slow(tmp_path):
    """Files of which the last takes a second, and the arguments to grade them."""
    exercise = tmp_path / "own" / "layers" / "dense"
    shutil.copytree(OURS / "layers" / "dense", exercise, ignore=shutil.ignore_patterns("__pycache__"))
    file = exercise / "exercise.toml"
    file.write_text(f"limits = {{ seconds = 1.0 }}\n{file.read_text('utf-8')}", encoding="utf-8")
    folder = tmp_path / "handed-in"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.py").write_text(f"{HONEST}# {number}\n", encoding="utf-8")
    endless = HONEST.replace("return", "while True: pass\n    return", 1)
    (folder / "9.py").write_text(endless, encoding="utf-8")
    return [str(folder), "--exercises", str(tmp_path / "own"), "--exercise", "own:layers/dense", "--jobs", "1"]


def started(arguments, **options) -> subprocess.Popen:
    command = [sys.executable, "-W", "error", "-m", "quiz", "grade", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def wait_for_lines(out: Path, count: int) -> None:
    end = time.monotonic() + 60
    record = out / "record.jsonl"
    while not (record.exists() and record.read_bytes().count(b"\n") >= count):
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.usefixtures("home")
def test_a_run_that_is_stopped_killed_and_torn_goes_on_where_it_was(slow, tmp_path) -> None:
    out = tmp_path / "grades"
    with started(slow) as first:
        wait_for_lines(out, 2)
        below = descendants(first.pid)
        first.send_signal(signal.SIGINT)
        said, complaint = first.communicate()
    assert first.returncode == 130
    assert "run the same command again to go on" in said
    assert complaint.endswith("gradlings: stopped\n")
    assert below
    assert gone(below)
    whole = rows(out)
    with started(slow) as second:
        wait_for_lines(out, 1 + len(whole) + 1)
        below = descendants(second.pid)
        second.kill()
    assert below
    assert gone(below)
    with (out / "record.jsonl").open("ab") as file:
        file.write(b'{"key":"torn')
    with started(slow) as third:
        said, complaint = third.communicate()
    assert third.returncode == 0
    assert "record.torn" in complaint
    found = rows(out)
    assert found[: len(whole)] == whole
    assert {row["student"]: row["report"]["verdict"] for row in found} == {
        **dict.fromkeys("0123", "pass"), "9": "timeout",
    }  # fmt: skip
    assert len(found) == 5
    assert len({row["report"]["salt"] for row in found}) == 1


@pytest.mark.usefixtures("home")
def test_a_disk_that_fills_up_is_said_and_nothing_is_lost(slow, tmp_path) -> None:
    def cramped() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    (tmp_path / "handed-in" / "9.py").unlink()
    with started(slow, preexec_fn=cramped) as ran:
        _, complaint = ran.communicate()
    assert ran.returncode == 2
    last = complaint.splitlines()[-1]
    assert last.startswith("gradlings: cannot write to ")
    assert "run the same command again" in last
    found = rows(tmp_path / "grades")
    assert [row["report"]["verdict"] for row in found] == ["pass"] * len(found)
    assert 0 < len(found) < 4
    with started(slow) as again:
        said, _ = again.communicate()
    assert again.returncode == 0
    assert f"{len(found)} submission" in said
    assert len(rows(tmp_path / "grades")) == 4


def test_in_a_terminal_one_line_says_how_far_it_is(home, handed, tmp_path) -> None:
    program = str(Path(sys.executable).with_name("gradlings"))
    command = [program, "grade", str(handed(**dict.fromkeys("abcd", ""))), *DENSE, "--jobs", "1"]
    env = {"HOME": str(home), "GRADLINGS_HOME": str(home), "LANG": "en_US.UTF-8"}
    with Terminal(command, env, cwd=tmp_path, size=(100, 30)) as terminal:
        terminal.wait_for("4 submissions judged", "open grades/report.html")
        shown = terminal.text
    assert "of 4 judged" not in shown
    assert len([line for line in shown.splitlines() if line.startswith("error")]) == 4
