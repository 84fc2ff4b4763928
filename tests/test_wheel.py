"""The wheel, installed where the checkout cannot be seen, runs with all its content. Needs no network."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel, and our dependencies by path only."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    install = ["install", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", python, *install], check=True, capture_output=True)
    # A plain path in a .pth does not follow the .pth files there, so an editable install of the checkout stays unseen.
    (packages,) = (folder / "env" / "lib").glob("python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "env" / "bin"


def run(installed: Path, cwd: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    env = {"GRADLINGS_HOME": str(cwd / "home"), "LANG": "en_US.UTF-8"}
    command = [installed / "gradlings", *arguments]
    return subprocess.run(command, cwd=cwd, env=env, input=stdin, capture_output=True, text=True, check=False)


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """A folder in which somebody keeps files of their own with our names."""
    for name in ("grader", "quiz", "numpy", "exercises", "wire", "worker"):
        (tmp_path / f"{name}.py").write_text(f"raise SystemExit('the {name}.py of this folder was imported')\n")
    return tmp_path


def test_it_cannot_see_the_checkout(installed: Path, crowded: Path) -> None:
    show = "import quiz, grader, exercises; print(quiz.__file__, grader.__file__, exercises.__file__)"
    command = [installed / "python", "-P", "-c", show]
    shown = subprocess.run(command, cwd=crowded, capture_output=True, text=True, check=True).stdout
    assert shown.count(str(installed.parent)) == 3


def test_every_question_and_exercise_is_there(installed: Path, crowded: Path) -> None:
    listed = run(installed, crowded, "list")
    assert listed.returncode == 0, listed.stderr
    assert all(name in listed.stdout for name in ("layers/dense", "cnn/conv2d", "sequence/lstm"))
    quiz = run(installed, crowded, "quiz", "--plain", stdin=":q\n")
    assert quiz.returncode == 0, quiz.stderr
    assert "[1]" in quiz.stdout


def test_a_file_is_judged_in_a_folder_full_of_our_names(installed: Path, crowded: Path) -> None:
    started = run(installed, crowded, "start", "layers/dense")
    assert started.returncode == 0, started.stderr
    solution = (CHECKOUT / "exercises/layers/dense/solution.py").read_text()
    (crowded / "mine.py").write_text(solution)
    judged = run(installed, crowded, "check", "mine.py", "--exercise", "layers/dense")
    assert judged.returncode == 0, judged.stdout + judged.stderr
    (crowded / "mine.py").write_text(solution.replace("dy.sum(axis=0)", "dy.mean(axis=0)"))
    refused = run(installed, crowded, "check", "mine.py", "--exercise", "layers/dense", "--explain")
    assert refused.returncode == 1
    assert "averaged" in refused.stdout
