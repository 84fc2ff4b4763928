"""What the tests of the command line share: a home of its own, a run in this process, a grader that says as told."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import grader
from exercises.content import Text
from grader import Check, Entry, Finding, LineResult, Note, Report
from grader.report import Printed, TraceFrame
from quiz.cli import main

ROOT = Path(__file__).parents[2]


@dataclass
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line that a refusal is."""
        assert self.err.startswith("gradlings: ")
        assert self.err.count("\n") == 1
        return self.err.removeprefix("gradlings: ").rstrip("\n")


class StubGrader:
    """Judges without a process."""

    verdict = "fail"
    fault: Exception | None = None

    def __init__(self, *, keep_ready: bool = False) -> None:
        """There is no process to start."""

    def check(self, exercise, source, options, errand=None) -> Report:
        if self.fault:
            raise self.fault
        return a_report(exercise.id, self.verdict, options)

    def check_line(self, task, line, salt) -> LineResult:
        return LineResult("pass" if line in task.frame or "dy" in line else "fail", None, Text("says the grader"))

    def close(self) -> None:
        """There is nothing to end."""


HALVED = Finding(
    "halved", "gradient:dw", {}, Text("dw is twice too large", "dw 大了一倍"),
    (Text("dw is wrong", "dw 不对"), Text("every entry is doubled", "每个元素都多了一倍"),
     Text("dw is twice too large", "dw 大了一倍")),
)  # fmt: skip
OUTPUTS = (
    Printed("", "", "loaded\n"),
    Printed("tiny", "dense_forward", "printed\nby the code"),
    Printed("wide", "dense_backward", "row\n" * 22),
)
TRACE = (
    TraceFrame(3, "dense_backward", "return 乘(x, w.T)", (7, 16), ("x (2, 3)", "w (4, 3)")),
    TraceFrame(9, "<lambda>", "a @ b", None, tuple(f"name{i} ({i}, 1000000)" for i in range(9))),
)


def a_report(exercise, verdict, options) -> Report:
    worst = (Entry((0, 1), 0.5, 0.25), Entry((2,), float("nan"), 0.0))
    checks = (
        Check("forward:y", "forward", "y", "tiny", passed=True, error=1e-17, tolerance=1e-12),
        Check(
            "gradient:dw", "gradient", "dw", "tiny", passed=verdict == "pass", error=0.5, tolerance=1e-12, worst=worst
        ),
        Check("gradient:dw", "gradient", "dw", "wide", passed=verdict == "pass", error=float("nan"), tolerance=1e-12),
        Check("repeat", "repeat", "", "tiny", passed=None),
    )
    if verdict == "pass":
        checks, findings, stage = checks[:1], (), None
    else:
        findings = (HALVED,)
        stage = "gradient"
    return Report(
        exercise, "sha", options.file, "sha256", options.salt or "5a17", verdict, stage, 0.5, checks,
        Text("the message", "这是消息"), findings, (Note("float32", Text("single precision", "单精度")),),
        output="loaded\nprinted\nby the code", outputs=OUTPUTS, trace=TRACE if verdict == "error" else (), ms=7.0,
    )  # fmt: skip


@pytest.fixture
def home(tmp_path, monkeypatch):
    """GRADLINGS_HOME."""
    folder = tmp_path / "home"
    monkeypatch.setenv("GRADLINGS_HOME", str(folder))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def warm(home, compiled):
    """GRADLINGS_HOME where everything is compiled."""
    shutil.copytree(compiled, home / ".cache")
    return home


@pytest.fixture
def stub(monkeypatch):
    """The grader, replaced."""
    monkeypatch.setattr(StubGrader, "verdict", "fail")
    monkeypatch.setattr(StubGrader, "fault", None)
    monkeypatch.setattr(grader, "Grader", StubGrader)
    return StubGrader


@pytest.fixture
def run(home, capsys):
    """A command in this process: run("list")."""

    def ran(*arguments: str) -> Ran:
        code = main(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


@pytest.fixture
def spawn(home):
    """A command in a process of its own: spawn("list", input="…")."""

    def spawned(*arguments: str, **options) -> Ran:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        command = [sys.executable, "-W", "error", "-m", "quiz", *arguments]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, env=environment, timeout=60, **options
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return spawned
