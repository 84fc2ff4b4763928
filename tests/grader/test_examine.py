"""`examine` finds what only a process of its own shows, and survives whatever an author's code does."""

from pathlib import Path

import pytest

from exercises.catalog import Catalog
from grader import Grader, examine
from grader.examine import examine as examined
from tests.samples import edit, make_exercise


@pytest.fixture(scope="module")
def grader():
    with Grader(keep_ready=True) as one:
        yield one


@pytest.fixture
def folder(tmp_path):
    return make_exercise(tmp_path, "layers/mine")


def looked_at(folder, grader):
    return examined(Catalog([folder.parents[1]]).get("layers/mine"), grader, salts=2)


@pytest.mark.parametrize("kind", ["layer", "loss-and-grads", "values", "program"])
def test_the_example_of_every_template_is_sound(tmp_path, grader, kind):
    folder = make_exercise(tmp_path, "layers/mine", kind)
    found = looked_at(folder, grader)
    assert list(map(str, found.proof.faults)) == []
    assert found.proof.mistakes == 7
    assert found.proof.mutants > 10
    assert found.seconds > 0


@pytest.mark.parametrize(
    ("file", "find", "replace", "said"),
    [
        ("solution.py", "y = g * x + b", "y = (g * x + b", "solution.py: does not pass, at loads: this is not Python"),
        ("solution.py", "y = g * x + b", "y = g * x + b\n    while True: pass", "did not end within 0.5 s"),
        ("solution.py", "def my_back", "def your_back", "solution.py: does not pass, at functions"),
        ("solution.py", "g * x + b", "g * x + b * 2", "solution.py: fails at forward y"),
        ("reference.py", "return [", "return [case(),", "reference.py: line 23: raises TypeError"),
        ("reference.py", "import Case", "import Cas", "reference.py: line 7: raises ImportError"),
        ("reference.py", 'case("tiny", (2, 3)),', 'case("tiny") / 0,', "reference.py: line 24: raises TypeError"),
        ("loops.py", "y = np.zeros", "y = np.zero", "loops.py: line 8: raises AttributeError"),
        ("loops.py", "import numpy", "import nowhere", "loops.py: line 3: raises ModuleNotFoundError"),
        ("mistakes.toml", 'replace = "g * x"', 'replace = "g *"', "mistakes.toml: shift-forgotten: raises SyntaxError"),
        ("mistakes.toml", 'replace = "g * x"', "replaces = 1", "mistakes.toml: mistake[0].edits[0].replaces: is not"),
        ("starter.py", "raise NotImplementedError\n\n\ndef", "raise (\n\n\ndef", "starter.py: raises SyntaxError"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_file_whatever_it_raises(folder, grader, file, find, replace, said):  # noqa: PLR0917
    edit(folder / "exercise.toml", "level = 1", "level = 1\nlimits = { seconds = 0.5 }")
    find, replace = (text.replace("my_back", "mine_back") for text in (find, replace))
    edit(folder / file, find, replace)
    faults = [str(fault) for fault in looked_at(folder, grader).proof.faults]
    assert any(said in fault for fault in faults), faults
    assert len(faults) == len(set(faults))
    assert Path(faults[0].partition(":")[0]).name == file


def test_a_starter_that_passes_is_told_once(folder, grader):
    (folder / "starter.py").write_bytes((folder / "solution.py").read_bytes())
    faults = looked_at(folder, grader).proof.faults
    assert [(Path(fault.file).name, fault.problem) for fault in faults] == [("starter.py", "passes")]


def test_a_training_that_is_said_to_miss_the_goal_must_miss_it(tmp_path, grader):
    folder = make_exercise(tmp_path, "layers/mine", "program")
    edit(folder / "mistakes.toml", "range(min(steps, 3))", "range(min(steps, 90))")
    [fault] = looked_at(folder, grader).proof.faults
    assert (fault.key, fault.problem) == ("stops-early", "passes")


def test_a_slow_check_is_a_warning_and_no_fault(folder, grader, monkeypatch):
    monkeypatch.setattr(examine, "SLOW", 1e-6)
    found = looked_at(folder, grader)
    assert found.proof.faults == []
    [warning] = found.warnings
    assert (Path(warning.file).name, warning.key) == ("reference.py", "cases")
    assert "more than 1e-06" in warning.problem
