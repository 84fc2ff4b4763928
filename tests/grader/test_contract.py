"""`prove` finds what is wrong with an exercise: one planted fault each, in a copy of the dense layer."""

import shutil
from pathlib import Path

import pytest

from exercises.catalog import OURS, Catalog
from grader.contract import prove


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(OURS / "layers/dense", tmp_path / "layers/dense"))


def edit(folder, file, find, replace):
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(find) >= 1
    (folder / file).write_text(text.replace(find, replace), encoding="utf-8")


def proved(folder):
    return prove(Catalog([folder.parents[1]]).get("layers/dense"), salts=2)


def test_a_sound_exercise_has_no_fault_and_its_figures(folder):
    proof = proved(folder)
    assert proof.faults == []
    assert 0.0 < proof.worst <= 1e-13
    assert proof.mistakes == len(Catalog().get("layers/dense").mistakes)
    assert proof.mutants >= 9


@pytest.mark.parametrize(
    ("file", "find", "replace", "said"),
    [
        ("solution.py", "dx = dy @ w.T", "dx = 1.001 * (dy @ w.T)", "solution.py: fails at gradient dx in case tiny"),
        ("solution.py", "dx = dy @ w.T", "dx = (1 + 4e-13) * (dy @ w.T)", "solution.py: is off by"),
        ("starter.py", "    raise NotImplementedError\n\n\ndef", "    return x @ w + b, (x, w)\n\n\ndef", None),
        ("loops.py", "total = float(b[m])", "total = 0.0", "loops.py: y differs from the reference's"),
        ("mistakes.toml", 'stage = "forward"', 'stage = "gradient"', "is refused at forward"),
        ("mistakes.toml", "replace = \"x @ w  #\"", 'replace = "(x @ w + b)  #"', "bias-forgotten: passes"),
        ("reference.py", "raise", "raise", None),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found_with_its_file_and_a_remedy(folder, file, find, replace, said):
    if find == "raise":
        (folder / "loops.py").unlink()
        said = "loops.py: is missing"
    else:
        edit(folder, file, find, replace)
    faults = proved(folder).faults
    if said is None:
        assert faults == []  # half a starter is a starter still
        return
    assert any(said in str(fault) for fault in faults), faults
    assert all(fault.remedy for fault in faults)


def test_a_case_that_is_missing_shows_in_what_survives(folder):
    """With one output a transposed gradient of a vector is told by nothing."""
    edit(folder, "reference.py", 'case("tiny", (2, 3, 4))', 'case("tiny", (2, 3, 1))')
    text = (folder / "reference.py").read_text(encoding="utf-8").splitlines()
    kept = [line for line in text if not line.strip().startswith('case("') or '"tiny"' in line]
    (folder / "reference.py").write_text("\n".join(kept), encoding="utf-8")
    edit(folder, "solution.py", "db = dy.sum(axis=0)", "db = dy[:, :1].sum(axis=0)")
    (folder / "mistakes.toml").write_text("mistake = []\n", encoding="utf-8")
    few, survivor, *_ = proved(folder).faults
    assert (few.problem, few.file.endswith("mistakes.toml")) == ("has 0 mistakes", True)
    assert (survivor.file.endswith("reference.py"), survivor.key) == (True, "cases")
    assert "dy[:, :1].sum(axis=0)  ->  db = dy[:, :2].sum(axis=0)" in survivor.problem


def test_an_equivalent_change_is_listed_and_a_listed_one_is_equivalent(folder):
    with (folder / "mistakes.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[equivalent]]\nmutant = "dw = x.T @ dy  ->  dw = x @ dy"\nwhy = "it is not"\n')
        file.write('\n[[equivalent]]\nmutant = "a  ->  b"\nwhy = "there is none"\n')
    problems = [fault.problem for fault in proved(folder).faults]
    assert problems == ["`dw = x.T @ dy  ->  dw = x @ dy` is refused", "`a  ->  b` is no mutant"]
