"""What each package may bring in: start-up time and soundness hang on it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOADED = "import sys\n{code}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"

CHECK = """
from exercises.catalog import Catalog
from grader import Grader
exercise = Catalog().get("layers/dense")
with Grader() as grader:
    assert grader.check(exercise, exercise.solution.encode()).passed
"""


def loaded(code):
    """The top-level packages of a fresh process after this code."""
    command = [sys.executable, "-c", LOADED.format(code=code)]
    return set(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import grader", {"numpy", "pydantic", "textual", "rich", "quiz"}),
        ("import grader; grader.Grader().close()", {"numpy", "pydantic", "textual", "quiz"}),
        (CHECK, {"pydantic", "textual", "rich", "quiz"}),
        ("import exercises.catalog, exercises.content", {"numpy", "pydantic", "textual", "grader", "quiz"}),
    ],
    ids=["importing the grader", "making one", "a whole check", "the catalog"],
)
def test_a_fresh_process_does_not_load(code, absent):
    assert not loaded(code) & absent


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [("grader", {"quiz", "textual", "pydantic"}), ("exercises", {"quiz", "grader", "textual", "pydantic"})],
)
def test_a_package_never_imports(package, forbidden):
    """Late imports inside functions count too."""
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    wrong = {(str(f), name) for f in files for name in imported(ast.parse(f.read_bytes()))}
    assert not {(f, name) for f, name in wrong if name.partition(".")[0] in forbidden}


@pytest.mark.parametrize("name", ["main.py", "wire.py", "worker.py"])
def test_what_runs_inside_the_sandbox_imports_nothing_of_ours(name):
    names = imported(ast.parse((ROOT / "grader" / "sandbox" / name).read_bytes()))
    assert not {"grader", "exercises", "quiz", "gradlings"} & {n.partition(".")[0] for n in names}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."
