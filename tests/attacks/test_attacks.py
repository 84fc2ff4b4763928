"""Every file of this folder attacks the grader; each gets the class it expects, never a pass, and leaves nothing.

The header of a file says what it hopes for and how it must end; README.md explains its lines. A file prints BREACH when
it holds something that it must not have got. Needs a sandbox of level B: without one the suite is skipped, or fails
where GRADLINGS_REQUIRE_ISOLATION asks for one.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from exercises.catalog import Catalog, Exercise, Limits
from grader import Grader, Options, Report

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/*.py"))
QUICK = [file for file in FILES if b" cost\n" not in file.read_bytes()[:100]]
"""Those whose cost has to be measured take a quarter of a minute each, and are judged in `test_class`."""
EXERCISES = {"dense": "layers/dense", "conv2d": "cnn/conv2d", "lstm": "sequence/lstm"}
HEADER = re.compile(r"\ufeff?# (expect|what|exercise|options|then): (.*)")
HEADER_LINES = 4

SHORT = Limits(seconds=1.0)
"""For those that never end by themselves."""
PATIENT = Limits(seconds=30.0)
MARGIN = 20.0
"""Seconds beside that for a busy machine; a hang is longer."""
MOST_TEXT = 200_000
"""Characters that a report may have, whatever a submission prints or raises."""
GONE = 20.0
"""Seconds in which a killed process leaves the kernel's list, on a busy machine too; one that lives on stays longer."""
PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Attack:
    """One file, by its header."""

    file: Path
    verdicts: list[str]
    stages: list[str]
    exercise: str
    options: str
    source: bytes


def read(file: Path) -> Attack:
    """The header, and the source with what `then` repeats at its end."""
    source = file.read_bytes()
    lines = source.decode("utf-8", "replace").splitlines()[:HEADER_LINES]
    header = dict(match.groups() for match in map(HEADER.match, lines) if match)
    verdicts, stages = (one_of.split("|") for one_of in header["expect"].split())
    if "then" in header:
        times, text = header["then"].split(" times ")
        source += int(times) * text.replace(r"\n", "\n").encode()
    exercise = EXERCISES[header.get("exercise", "dense")]
    return Attack(file, verdicts, stages, exercise, header.get("options", ""), source)


def judge(grader: Grader, attack: Attack) -> Report:
    exercise = Catalog().get(attack.exercise)
    if "timeout" in attack.verdicts:
        exercise = replace(exercise, limits=SHORT)
    if attack.options == "patient":  # what is slow by nature must be refused for what it is on a busy machine too
        exercise = replace(exercise, limits=PATIENT)
    options = Options(file=attack.file.name, salt="tests", strict=attack.options == "strict", shrink=True)
    return grader.check(exercise, attack.source, options)


@pytest.fixture(scope="session")
def dense() -> Exercise:
    return Catalog().get("layers/dense")


@pytest.fixture(scope="session")
def locked(dense: Exercise) -> Iterator[Grader]:
    """A grader whose sandbox holds, started before the first attack."""
    if sys.platform != "linux":
        pytest.skip("needs a sandbox of level B, which only Linux has")
    with Grader() as grader:
        level = grader.check(dense, b"", Options(salt="tests")).isolation[:1]
        if level not in ("A", "B"):
            complain = pytest.fail if os.environ.get("GRADLINGS_REQUIRE_ISOLATION") else pytest.skip
            complain(f"needs a sandbox of level B, this one is of level {level or '(none)'}; see `gradlings doctor`")
        yield grader


@pytest.fixture
def adopting(locked: Grader) -> Iterator[None]:
    """Meanwhile, what escapes from its parents becomes a child of this process, where it is seen."""
    libc = ctypes.CDLL(None)
    assert libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    yield
    assert libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0) == 0


@pytest.mark.usefixtures("adopting")
@pytest.mark.parametrize("file", QUICK, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_an_attack_gets_its_class_and_leaves_nothing(locked: Grader, file: Path) -> None:
    attack, before, start = read(file), descendants(), time.monotonic()
    report = judge(locked, attack)
    seconds = time.monotonic() - start
    assert report.verdict in attack.verdicts, report.message.en
    assert report.verdict != "pass"
    assert report.stage in attack.stages, report.message.en
    assert report.score < 1.0 or attack.options == "strict"
    assert "BREACH" not in report.output
    if report.verdict == "timeout":
        assert seconds < SHORT.seconds + MARGIN
    assert_harmless(report.to_json("0"))
    assert files_left(file.stem) == []
    assert processes_left(before) == {}


def test_a_submission_finds_nothing_of_the_one_before(locked: Grader) -> None:
    attack = read(FOLDER / "memory" / "leftovers_of_another_submission.py")
    for _ in range(2):
        assert "BREACH" not in judge(locked, attack).output


def test_an_honest_submission_passes_after_the_worst_of_them(locked: Grader, dense: Exercise) -> None:
    for name in (
        "forged/noise_on_every_descriptor",
        "resources/reads_from_nowhere",
        "escapes/numbers_of_another_table",
    ):
        assert judge(locked, read(FOLDER / f"{name}.py")).verdict != "pass"
    assert locked.check(dense, dense.solution.encode(), Options(salt="tests")).passed


def test_the_readme_counts_the_files() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert {name: int(count) for name, count in rows} == Counter(file.parent.name for file in FILES)


def assert_harmless(value: Any) -> None:
    """A report is short valid text without anything that redraws a terminal."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    assert len(text) < MOST_TEXT
    assert [c for c in text if not c.isprintable()] == []
    for said in (value["message"]["en"], value["message"]["zh"], value["output"]):
        assert [c for c in said if not (c.isprintable() or c in "\n\t")] == []


def files_left(stem: str) -> list[Path]:
    folders = {Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")}
    return [left for folder in folders for left in folder.glob(f"gradlings-attack-{stem}*")]


def processes_left(before: dict[int, str]) -> dict[int, str]:
    """Descendants that were not there before, once the killed ones have had their time to go."""
    deadline = time.monotonic() + GONE
    while (left := {pid: name for pid, name in descendants().items() if pid not in before}) and (
        time.monotonic() < deadline
    ):
        time.sleep(0.01)
    return left


def descendants() -> dict[int, str]:
    """Pid and name of every process that came out of this one, directly or not."""
    parents: dict[int, tuple[int, str]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, fields = entry.read_text("utf-8", "replace").partition("(")[2].rpartition(")")
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(entry.parent.name)] = (int(fields.split()[1]), name)
    found: dict[int, str] = {}
    generation = {os.getpid()}
    while generation:
        generation = {pid for pid, (parent, _) in parents.items() if parent in generation}
        found |= {pid: parents[pid][1] for pid in generation}
    return found
