"""Submissions, and workers that say what the source tells them to, without NumPy and without a lock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exercises.catalog import OURS, Catalog
from grader.batch import RunOptions, process
from grader.handed import Submission

OBEDIENT = """
import base64, json, os, sys, time
options = json.loads(sys.stdin.readline())["options"]
print(json.dumps({"isolation": options["required"]}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    word, _, path = base64.b64decode(job["source"]).decode().partition(" ")
    if word == "infra-once" or word == "die-once":
        first = not os.path.exists(path)
        open(path, "a").close()
        word = word.removesuffix("-once") if first else "pass"
    if word == "die":
        sys.exit("died of it")
    if word == "hang":
        time.sleep(60)
    said = {"verdict": word, "score": float(word == "pass"), "file": job["file"], "message": {"en": "", "zh": ""}}
    print(json.dumps(said), flush=True)
"""


@pytest.fixture
def obedient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "START", OBEDIENT)


@pytest.fixture
def options() -> RunOptions:
    return RunOptions("tests", "0", workers=2)


@pytest.fixture
def catalog() -> Catalog:
    return Catalog((OURS,))


@pytest.fixture
def handed() -> Callable[..., Submission]:
    def made(source: str, student: str = "s", **more: object) -> Submission:
        return Submission(student, "layers/dense", f"{student}.py", source.encode(), **more)  # type: ignore[arg-type]

    return made


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """Where a worker remembers that it was there."""
    return tmp_path / "was-here"
