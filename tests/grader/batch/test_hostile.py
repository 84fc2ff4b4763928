"""A class in which every second student attacks: everybody gets the verdict that is theirs, and nothing is left."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.catalog import OURS, Catalog
from grader.batch import RunOptions, grade_all
from grader.handed import Row, Submission
from grader.sandbox import SandboxError
from tests.attacks.test_attacks import FILES, PR_SET_CHILD_SUBREAPER, Attack, files_left, read
from tests.processes import descendants, gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a sandbox of level B, which only Linux has")

DENSE, BRIEF = "layers/dense", "layers/dense-brief"
EACH = 2
"""Attacks of every category; tests/attacks runs them all, one by one."""


def sample() -> list[Attack]:
    """Some of every category for the same exercise and options, but for those that are slow enough to be refused."""
    fitting = [a for a in map(read, FILES) if a.exercise == DENSE and not a.options and "cost" not in a.stages]
    by_category: dict[str, list[Attack]] = {}
    for attack in fitting:
        by_category.setdefault(attack.file.parent.name, []).append(attack)
    return [attack for category in by_category.values() for attack in category[:: -(-len(category) // EACH)]]


@pytest.fixture
def exercises(tmp_path: Path) -> Catalog:
    """The exercise, and once more with a short limit for the attacks that never end by themselves."""
    for name in (DENSE, BRIEF):
        shutil.copytree(OURS / DENSE, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    file = tmp_path / BRIEF / "exercise.toml"
    file.write_text(f"limits = {{ seconds = 1.0 }}\n{file.read_text('utf-8')}", "utf-8")
    return Catalog((tmp_path,))


def alternating(attacks: list[Attack], honest: bytes) -> Iterator[Submission]:
    for attack in attacks:
        exercise = BRIEF if "timeout" in attack.verdicts else DENSE
        yield Submission(attack.file.stem, exercise, attack.file.name, attack.source)
        yield Submission(f"honest beside {attack.file.stem}", DENSE, "dense.py", honest)


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


@pytest.mark.usefixtures("adopting")
def test_attacks_among_honest_submissions_harm_nobody(exercises: Catalog) -> None:
    attacks, before = sample(), descendants(os.getpid())
    assert {attack.file.parent for attack in attacks} == {file.parent for file in FILES}
    submissions = alternating(attacks, exercises.get(DENSE).solution.encode())
    rows = {row.student: row for row in graded(submissions, exercises)}
    assert len(rows) == 2 * len(attacks)
    assert {name: row.verdict for name, row in rows.items() if name.startswith("honest") and row.score < 1.0} == {}
    assert {attack.file.stem: said for attack in attacks if (said := misjudged(attack, rows[attack.file.stem]))} == {}
    assert [left for attack in attacks for left in files_left(attack.file.stem)] == []
    assert gone(descendants(os.getpid()) - before)


def graded(submissions: Iterator[Submission], catalog: Catalog) -> Iterator[Row]:
    try:
        yield from grade_all(submissions, catalog, RunOptions("tests", "0"))
    except SandboxError as error:
        complain = pytest.fail if os.environ.get("GRADLINGS_REQUIRE_ISOLATION") else pytest.skip
        complain(f"files of others need a sandbox of level B: {error}")


def misjudged(attack: Attack, row: Row) -> str:
    """What is wrong with its row; empty where nothing is.

    Where only a part that nobody needs was refused, such as an import, that part is left out and the rest judged.
    """
    report = row.report
    if any(note["id"].endswith("-left-out") for note in report["notes"]):
        right = row.verdict in ("fail", "error")
    else:
        right = row.verdict in attack.verdicts and report["stage"] in attack.stages and "BREACH" not in report["output"]
    return "" if right and row.score < 1.0 else f"{row.verdict} {report['stage']}: {report['message']['en']}"
