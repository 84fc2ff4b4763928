"""A class in which two of three students attack, graded by one command: everybody gets what is theirs, nothing is left.

All files of this folder are handed in at once. Those that take a quarter of a minute each, since their cost has to be
measured, are judged here only; the others also one by one, in `test_attacks`.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.catalog import OURS, Catalog
from grader.handed import Row
from grader.intake.forgiving import ABSENT
from grader.judge import STRICT
from quiz.cli import main
from tests.attacks.test_attacks import (
    EXERCISES,
    FILES,
    PR_SET_CHILD_SUBREAPER,
    Attack,
    assert_harmless,
    files_left,
    read,
)
from tests.processes import descendants, gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a sandbox of level B, which only Linux has")

LIMITS = {"dense": None, "conv2d": None, "lstm": None, "brief": 0.5, "patient": 30.0}
"""Seconds of our exercises, and of two copies: for what never ends, and for what is slow by nature."""
COPIES = EXERCISES | {"brief": EXERCISES["dense"], "patient": EXERCISES["conv2d"]}
SOLUTION = Catalog().get("layers/dense").solution
UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def adopting() -> Iterator[None]:
    """Meanwhile, what escapes from its parents becomes a child of this process, where it is seen and reaped."""
    libc = ctypes.CDLL(None)
    assert libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    yield
    assert libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0) == 0
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


@pytest.fixture
def exercises(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    for name, seconds in LIMITS.items():
        place = folder / "all" / name
        shutil.copytree(OURS / COPIES[name], place, ignore=shutil.ignore_patterns("__pycache__"))
        if seconds:
            file = place / "exercise.toml"
            file.write_text(f"limits = {{ seconds = {seconds} }}\n{file.read_text('utf-8')}", "utf-8")
    return folder


def meant(attack: Attack) -> str:
    if "timeout" in attack.verdicts:
        return "brief"
    return "patient" if attack.options == "patient" else attack.exercise.partition("/")[2]


def hand_in(attacks: dict[str, Attack], folder: Path) -> set[str]:
    """One folder an exercise, in it one a student; the names of those who are honest, who come in between."""
    honest = {f"{name} and a friend" for name in list(attacks)[::2]}
    files = {name: (meant(attack), attack.source) for name, attack in attacks.items()}
    for name, (exercise, source) in {**files, **dict.fromkeys(honest, ("dense", SOLUTION.encode()))}.items():
        place = folder / exercise / name
        place.mkdir(parents=True)
        (place / "solution.py").write_bytes(source)
    return honest


@pytest.mark.usefixtures("adopting")
def test_a_class_of_attackers_harms_nobody(exercises: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADLINGS_HOME", str(tmp_path / "home"))
    attacks = {f"{file.parent.name} {file.stem}": read(file) for file in FILES}
    honest = hand_in(attacks, tmp_path / "hw")
    before = descendants(os.getpid())
    arguments = [part for name in LIMITS for part in ("--exercise", f"own:all/{name}")]
    assert main(["grade", str(tmp_path / "hw"), "--exercises", str(exercises), *arguments, "--out", str(tmp_path)]) == 0
    assert gone(descendants(os.getpid()) - before)
    assert [left for file in FILES for left in files_left(file.stem)] == []
    rows = {row.student: row for row in recorded(tmp_path / "record.jsonl")}
    assert rows.keys() == attacks.keys() | honest
    assert {name: rows[name].verdict for name in honest if rows[name].score < 1.0 or rows[name].tried} == {}
    assert {name: said for name, attack in attacks.items() if (said := misjudged(attack, rows[name]))} == {}
    for file in (*tmp_path.glob("*.*"), *(tmp_path / "feedback").iterdir()):
        assert not UNSHOWN.search(file.read_text("utf-8")), file


def recorded(path: Path) -> Iterator[Row]:
    lines = map(json.loads, path.read_text("ascii").splitlines())
    return (Row.from_json(line) for line in lines if "key" in line)


def misjudged(attack: Attack, row: Row) -> str:
    """What is wrong with its row; empty where nothing is.

    A class is not judged strictly: what is right to single precision passes, and that is said. Where only a part that
    nobody needs was stopped, that part is left out and the rest judged; that it was stopped is said, too.
    """
    report = row.report
    assert_harmless(report)
    notes = {note["id"] for note in report["notes"]}
    if attack.options == "strict" and row.verdict == "pass":
        right = bool(STRICT & notes)
    elif any(note.endswith("-left-out") for note in notes):
        right = row.verdict in ("fail", "error")
    else:
        right = row.verdict in attack.verdicts and report["stage"] in attack.stages and row.score < 1.0
    right = right and "BREACH" not in report["output"]
    stopped = row.verdict == "blocked" and not report["message"]["en"].startswith(ABSENT)
    told = bool(row.tried) >= stopped
    return "" if right and told else f"{row.verdict} {report['stage']}: {report['message']['en']}"
