"""Commands start fast: what they must not load, they do not load."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.catalog import OURS

ROOT = Path(__file__).parents[2]
SHOW = """
import json, sys
from quiz.cli import main
try:
    main(sys.argv[1:])
finally:
    json.dump(sorted({name.partition('.')[0] for name in sys.modules}), sys.stderr)
"""
HEAVY = {"asyncio", "fractions", "fsrs", "importlib.metadata", "numpy", "platformdirs", "pydantic", "rich", "textual"}


@pytest.mark.parametrize(
    ("arguments", "may"),
    [
        (["--version"], set()),
        (["--help"], set()),
        (["list"], set()),
        (["paths"], set()),
        (["milestone"], set()),
        (["start", "layers/dense"], set()),
        (["hint", "layers/dense"], set()),
        (["solution", "layers/dense", "--anyway"], set()),
        (["check", str(OURS / "layers/dense/solution.py"), "--exercise", "layers/dense"], {"fractions", "numpy"}),
        (["quiz", "--plain"], {"fractions", "fsrs", "pydantic"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_needs(home, arguments, may):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SHOW, *arguments]
    ran = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, timeout=60
    )
    loaded = set(json.loads(ran.stderr.splitlines()[-1]))
    assert "quiz" in loaded
    assert not (HEAVY - may) & loaded


@pytest.mark.parametrize(
    ("arguments", "may"),
    [
        (["settings"], set()),
        (["packs"], set()),
        (["exercise"], set()),
        (["glossary", "lstm"], set()),
        (["search", "lstm"], set()),
        (["progress", "export", "-"], set()),
        (["plan"], {"fsrs"}),
        (["stats"], {"fractions", "fsrs"}),
        (["stats", "--json"], {"fractions", "fsrs"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_looked_up_is_not_compiled_again(warm, arguments, may):
    command = [sys.executable, "-c", SHOW, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=60)
    assert not (HEAVY - may | {"grader"}) & set(json.loads(ran.stderr.splitlines()[-1]))


def test_the_app_loads_for_home_what_home_needs():
    show = "import sys, quiz.ui.app; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", show], check=True, capture_output=True, text=True, env=environment)
    loaded = set(ran.stdout.split())
    assert "quiz.ui.screens.home" in loaded
    assert not {"exercises.exercise", "grader", "numpy", "pydantic", "quiz.mock", "quiz.ui.screens.exercise"} & loaded


def test_a_folder_with_modules_of_the_same_names_changes_nothing(home, tmp_path, spawn):
    for name in ("numpy", "grader", "exercises", "sqlite3", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong module')")
    command = [sys.executable, "-c", "import sys; from quiz.cli import main; sys.exit(main(['list']))"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    ran = subprocess.run(command, check=False, capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert ran.returncode == 0
    assert "layers/dense" in ran.stdout
