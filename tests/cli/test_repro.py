"""`repro`: where the file goes, what is kept, what is said; and `check` tells of the smallest case."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from exercises.catalog import OURS
from exercises.content import Text
from grader.counterexample import Counterexample
from grader.report import Entry

ID = "layers/dense"
WRONG = (OURS / ID / "solution.py").read_text("utf-8").replace("dy.sum(axis=0)", "dy.mean(axis=0)")
FOUND = Counterexample(
    "gradient", "db", "", {"N": 2, "D": 1, "M": 1}, {"x": [[0.0], [0.0]], "w": [[0.0]], "b": [0.0]},
    {"dy": [[1.0], [0.0]]}, 1, Text("db must be 1", "db 应为 1"), ((1,), (1,)), expected=[1.0],
    worst=(Entry((0,), 0.5, 1.0),),
)  # fmt: skip


@pytest.fixture
def judged(stub, monkeypatch):
    """The grader, replaced by one that has found a counterexample where it was asked for one."""
    check = stub.check

    def found(self, exercise, source, options, errand=None):
        report = check(self, exercise, source, options)
        failed = options.shrink and report.verdict == "fail"
        return replace(report, counterexample=FOUND if failed else None)

    monkeypatch.setattr(stub, "check", found)
    return stub


@pytest.fixture
def mine(run, home):
    """The learner's file of ID, wrong."""
    run("start", ID)
    file = home / "layers" / "dense.py"
    file.write_text(WRONG)
    return file


def test_the_file_is_written_beside_the_learners_and_can_be_run(run, judged, mine):
    ran = run("repro", ID)
    file = mine.with_name("repro_dense.py")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("db must be 1\n")
    assert f"python {file}" in ran.out
    shown = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, timeout=60, check=True).stdout
    assert shown.splitlines()[1].split() == ["[0]", "yours", "0.5", "expected", "1", "ratio", "0.5"]


def test_a_file_that_somebody_has_edited_is_kept(run, judged, mine):
    run("repro", ID)
    file = mine.with_name("repro_dense.py")
    assert ".backups" not in run("repro", ID).out
    file.write_text("breakpoint()  # mine")
    out = run("repro", ID).out
    kept = next(line for line in out.splitlines() if ".backups" in line).rpartition(" ")[2]
    assert Path(kept).read_text() == "breakpoint()  # mine"
    assert "submission.dense_backward" in file.read_text()


def test_on_stdout_there_is_the_file_and_nothing_else(run, judged, mine):
    ran = run("repro", ID, "--stdout")
    compile(ran.out, "repro", "exec")
    assert f"FILE = Path({str(mine)!r})" in ran.out
    assert not mine.with_name("repro_dense.py").exists()


def test_any_file_can_be_shown_and_no_check_is_logged(run, judged, tmp_path):
    (tmp_path / "ann.py").write_text(WRONG)
    ran = run("repro", "ann.py", "--exercise", ID, "--lang", "zh")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "db 应为 1")
    assert "with_name('ann.py')" in (tmp_path / "repro_ann.py").read_text("utf-8")
    assert "~" not in run("list").out


@pytest.mark.parametrize(
    ("verdict", "ending"),
    [("pass", (0, "nothing to reproduce")), ("timeout", (1, "the message")), ("infra", (3, "the message"))],
)
def test_where_there_is_nothing_to_write_it_says_why(run, judged, mine, verdict, ending):
    judged.verdict = verdict
    ran = run("repro", ID)
    assert ran.err == ""
    assert (ran.code, ending[1] in ran.out) == (ending[0], True)
    assert not mine.with_name("repro_dense.py").exists()


def test_a_folder_in_the_way_is_one_line(run, judged, mine):
    mine.with_name("repro_dense.py").mkdir()
    ran = run("repro", ID)
    assert ran.code == 2
    assert "repro_dense.py" in ran.complaint


def test_check_tells_the_case_and_how_to_get_the_file(run, judged, mine):
    out = run("check", ID, "--salt", "s").out
    assert "\nThe smallest case found: db must be 1\n" in out
    assert "gradlings repro layers/dense --salt s\n" in out
    assert "最小的出错用例：db 应为 1" in run("check", ID, "--lang", "zh").out


def test_the_real_grader_writes_what_the_file_then_prints(spawn, home):
    spawn("start", ID)
    (home / "layers/dense.py").write_text(WRONG)
    ran = spawn("repro", ID)
    assert (ran.code, ran.err) == (0, "")
    assert "dy = [[1], [0]], all else 0: db must be 1, yours is 0.5" in ran.out
    text = (home / "layers/repro_dense.py").read_text("utf-8")
    file = [sys.executable, str(home / "layers/repro_dense.py")]
    shown = subprocess.run(file, capture_output=True, text=True, timeout=60, check=True).stdout
    assert shown
    assert shown in text
