"""`check --watch`: judged again whenever the file changes, until Ctrl+C; in this process, time told by the test."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from exercises.catalog import OURS
from quiz.commands import watch
from tests.terminal import Terminal

ID = "layers/dense"
SOLUTION = (OURS / ID / "solution.py").read_text(encoding="utf-8")


@pytest.fixture
def meanwhile(monkeypatch):
    """What happens in each pause between two looks; after the last there is Ctrl+C."""

    def script(*steps):
        left = list(steps)

        def sleep(_seconds):
            if not left:
                raise KeyboardInterrupt
            left.pop(0)()

        monkeypatch.setattr(watch, "sleep", sleep)

    return script


def test_it_is_judged_at_once_and_again_when_it_has_changed(run, stub, home, meanwhile):
    run("start", ID)
    file = home / "layers/dense.py"

    def passing():
        stub.verdict = "pass"
        file.write_text("x = 2\n")

    meanwhile(lambda: None, passing, lambda: None, lambda: os.utime(file))
    ran = run("check", ID, "--watch")
    assert ran.code == 130
    assert ran.err == "gradlings: stopped\n"
    assert ran.out.count("checking layers/dense") == 2
    assert ran.out.index("✗ layers/dense: not passed") < ran.out.index("✓ layers/dense: passed")
    assert f"✓ passed. Watching {file}; Ctrl+C ends." in ran.out
    assert "\x1b" not in ran.out


def test_json_is_one_line_a_judgement_and_nothing_else(run, stub, home, meanwhile):
    run("start", ID)
    meanwhile(lambda: (home / "layers/dense.py").write_text("x = 2\n"))
    lines = run("check", ID, "-w", "--json").out.strip().splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["fail", "fail"]


def test_a_file_that_cannot_be_read_is_told_and_watched_on(run, stub, home, tmp_path, meanwhile):
    file = tmp_path / "dense.py"
    file.write_text("x = 1")
    meanwhile(lambda: file.write_text("x" * 1_000_001), lambda: file.write_text("x = 2"))
    ran = run("check", "dense.py", "--watch", "--lang", "zh")
    assert "longer than 1000000 bytes" in ran.err
    assert ran.out.count("正在判题：layers/dense") == 2


def test_a_fault_of_ours_ends_it(run, stub, meanwhile):
    run("start", ID)
    stub.fault = RuntimeError("ours")
    meanwhile()
    ran = run("check", ID, "--watch")
    assert ran.code == 3
    assert "the grader failed, not your code" in ran.err


def test_in_a_terminal_stages_pass_a_change_calls_a_check_off_and_ctrl_c_ends_it(tmp_path):
    file = tmp_path / "dense.py"
    file.write_text(SOLUTION)
    program = str(Path(sys.executable).with_name("gradlings"))
    env = {"GRADLINGS_HOME": str(tmp_path / "home")}
    with Terminal([program, "check", "--watch", str(file)], env, cwd=tmp_path, size=(100, 36)) as terminal:
        terminal.process.logfile_read = said = io.BytesIO()
        terminal.wait_for("✓ loads ✓ functions", "✓ cost", "✓ passed. Watching", seconds=60)
        endless = SOLUTION.replace("dw = x.T", "while True: pass\n    dw = x.T")
        file.write_text(endless)
        terminal.wait_for("✓ loads ✓ functions\n".strip())
        while "passed" in terminal.text:
            terminal.wait_for("checking")
        file.write_text(SOLUTION.replace("x.T @ dy", "-x.T @ dy"))
        # Sooner than the five seconds that an endless loop is given: of that one there is no verdict.
        terminal.wait_for("✗ not passed. Watching", "dw must be 2, yours is -2")
        assert b"out of time" not in said.getvalue()
        terminal.press("\x03")
        terminal.wait_for("gradlings: stopped")
        assert terminal.process.wait() == 130
