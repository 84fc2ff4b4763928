"""The autograder where Gradescope runs it: in a container with `/autograder`, no network, and nothing of this checkout.

Python there has what setup.sh asks for and no package more. The container is one of bubblewrap's; where that cannot
make one the test is skipped, and `test_gradescope` still runs the same scripts in a folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from importlib.metadata import files
from pathlib import Path
from zipfile import ZipFile

import pytest

from exercises.catalog import OURS
from grader.gradebook.autograder.bundle import NEEDS
from quiz.cli import main

ID = "layers/dense"
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc")


@pytest.fixture
def container(tmp_path: Path) -> list[str]:
    """The command that runs another one inside."""
    for name in ("source", "submission", "results"):
        (tmp_path / "autograder" / name).mkdir(parents=True)
    python = tmp_path / "python"
    venv.create(python, symlinks=True)
    (packages,) = python.glob("lib/*/site-packages")
    for need in NEEDS:
        for found in files(need.partition(">")[0]) or ():
            if ".." not in found.parts:
                (packages / found).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(found.locate(), packages / found)
    places = [part for path in SYSTEM for part in ("--ro-bind-try", path, path)]
    base = str(Path(sys.base_prefix).resolve())
    mounts = [*places, "--ro-bind", base, base, "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]
    inside = ["--ro-bind", str(python), "/opt/python", "--bind", str(tmp_path / "autograder"), "/autograder"]
    path = f"/opt/python/bin:{os.defpath}"
    command = ["bwrap", "--unshare-net", "--unshare-ipc", "--die-with-parent", "--clearenv", "--setenv", "PATH", path]
    command += [*mounts, *inside, "--chdir", "/autograder"]
    tried = shutil.which("bwrap") and subprocess.run([*command, "true"], capture_output=True, check=False)
    if not tried or tried.returncode:
        pytest.skip(f"no container here: {tried.stderr.decode() if tried else 'there is no bwrap'}")
    return command


def test_all_of_it_runs_without_a_network_and_says_its_level(container, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GRADLINGS_HOME", str(tmp_path / "home"))
    assert main(["gradescope", ID, "-o", str(tmp_path / "made.zip"), "--points", "10", "--lang", "en"]) == 0
    root = tmp_path / "autograder"
    with ZipFile(tmp_path / "made.zip") as archive:
        archive.extractall(root / "source")
    built = inside(container, "bash", "/autograder/source/setup.sh")
    assert "isolation level" in built
    if "isolation level B" not in built and "isolation level A" not in built:
        pytest.skip(f"no lock in this container: {built}")
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")  # as Gradescope does
    right = (OURS / ID / "solution.py").read_text("utf-8")
    for text, points in ((right, 10.0), (f"import torch\nopen('/etc/passwd')\n{right}", 10.0), ("x = 1", 0.0)):
        (root / "submission" / "homework.py").write_text(text, "utf-8")
        inside(container, "bash", "/autograder/run_autograder")
        found = json.loads((root / "results" / "results.json").read_text("utf-8"))
        assert (found["score"], "Isolation: " in found["output"]) == (points, True)
        assert ("not allowed" in found["output"]) == ("passwd" in text)


def inside(container: list[str], *command: str) -> str:
    """What it said. Raises AssertionError where it failed."""
    ran = subprocess.run([*container, *command], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout
