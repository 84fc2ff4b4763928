"""`gradescope`: the zip file, and all that happens to it on Gradescope, in folders of ours and without a network."""

import json
import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from exercises.catalog import OURS
from grader import Grader, SandboxError
from grader.gradebook.autograder.bundle import NEEDS
from quiz.cli import main
from tests.samples import make_exercise

ROOT = Path(__file__).parents[2]
ID = "layers/dense"
SALT = "5a17ab1e"
RIGHT = (OURS / ID / "solution.py").read_text("utf-8")
WRONG = RIGHT.replace("dy.sum(axis=0)", "dy.mean(axis=0)")
BASH = sys.platform != "win32"


class Autograder:
    """A container of Gradescope, as its specification describes one, in a folder."""

    def __init__(self, folder, *arguments):
        self.root = folder / "autograder"
        for name in ("source", "submission", "results"):
            (self.root / name).mkdir(parents=True)
        self.zip = folder / "made.zip"
        assert main(["gradescope", *arguments, "-o", str(self.zip), "--salt", SALT]) == 0
        with ZipFile(self.zip) as archive:
            self.modes = {info.filename: stat.S_IMODE(info.external_attr >> 16) for info in archive.infolist()}
            archive.extractall(self.root / "source")
        self.built = self.execute(self.root / "source" / "setup.sh", GRADLINGS_PYTHON=sys.executable)
        assert self.built.returncode == 0, self.built.stderr

    def execute(self, script, **environment):
        """A script as Gradescope runs it. The checkout is out of reach but through the grader that is packed."""
        known = {"PATH": os.environ["PATH"], "GRADLINGS_AUTOGRADER": str(self.root)}
        given = {key: os.environ[key] for key in os.environ if key.startswith("GRADLINGS_REQUIRE")}
        command = ["bash", str(script)]
        return subprocess.run(
            command,
            env=known | given | environment,
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def judge(self, files, **environment):
        """What a student hands in, by name; results.json, or None where there is none, and the run itself."""
        for folder in ("submission", "results"):
            for old in (self.root / folder).iterdir():
                old.unlink()
        for name, text in files.items():
            (self.root / "submission" / name).write_text(text, "utf-8")
        ran = self.execute(self.root / "source" / "run_autograder", **environment)
        path = self.root / "results" / "results.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else None, ran


@pytest.fixture(scope="module")
def container(tmp_path_factory):
    """Built once."""
    if not BASH:
        pytest.skip("Gradescope's containers run Linux")
    try:
        with Grader(required="B") as grader:
            grader.prove()
    except SandboxError as error:
        pytest.skip(f"no lock here: {error}")
    folder = tmp_path_factory.mktemp("gradescope")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADLINGS_HOME", str(folder / "home"))
        return Autograder(folder, ID, "--points", "20", "--lang", "en")


def test_the_scripts_lie_at_the_root_and_can_be_run(container):
    assert container.modes["setup.sh"] == container.modes["run_autograder"] == 0o755
    assert not [
        name for name in container.modes if "__pycache__" in name or name.startswith("gradlings/exercises/layers/")
    ]


def test_the_build_log_says_the_isolation_level(container):
    assert "isolation level" in container.built.stdout
    assert "at least B is required" in container.built.stdout


def test_the_packed_grader_runs_and_not_the_one_of_the_checkout(container):
    python = (container.root / "source" / "python").read_text().strip()
    code = "import runpy, sys; sys.argv[1:] = [sys.argv[1], '--isolation']; sys.path.append('x')\n"
    code += "try: runpy.run_path(sys.argv[1] + '/source/start.py', run_name='__main__')\n"
    code += "except SystemExit: import grader; print(grader.__file__)"
    ran = subprocess.run([python, "-I", "-c", code, str(container.root)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip().splitlines()[-1].startswith(str(container.root / "source"))


def test_a_right_file_gets_all_points_whatever_it_and_its_neighbours_are_called(container):
    loud = dict.fromkeys(("numpy.py", "grader.py", "json.py", "start.py"), "raise SystemExit('imported')")
    found, ran = container.judge({"Homework 1 (final).py": RIGHT, **loud})
    assert (ran.returncode, found["score"]) == (0, 20.0)
    assert "Isolation: " in found["output"]
    assert {test["status"] for test in found["tests"]} == {"passed"}
    assert [test["visibility"] for test in found["tests"] if test["name"] == "Hidden cases"] == ["hidden"]
    assert SALT not in json.dumps(found)


def test_a_wrong_file_gets_its_share_and_the_cause(container):
    found, _ = container.judge({"dense.py": WRONG})
    assert 0 < found["score"] < 20
    assert "averaged over the batch" in found["output"]
    assert next(test["name"] for test in found["tests"] if test["status"] == "failed") == "gradient:db"


def test_a_notebook_is_judged_too(container):
    sources = (["%matplotlib inline\n", "import numpy as np\n"], RIGHT.splitlines(keepends=True))
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    found, _ = container.judge({"hw.ipynb": json.dumps(notebook)})
    assert found["score"] == 20.0


def test_nothing_to_judge_is_no_point_and_says_why(container):
    found, ran = container.judge({})
    assert (ran.returncode, found["score"]) == (0, 0.0)
    assert "nothing was handed in" in found["output"]


def test_without_a_lock_nobody_is_judged_and_nobody_has_a_score(container):
    found, ran = container.judge({"dense.py": RIGHT}, GRADLINGS_ISOLATION="plain")
    assert (found, ran.returncode) == (None, 1)
    assert "level D and B is required" in ran.stdout


@pytest.mark.skipif(not BASH, reason="Gradescope's containers run Linux")
def test_an_exercise_of_a_teachers_own_is_judged_without_a_lock_where_that_is_allowed(home, tmp_path, capsys):
    place = make_exercise(tmp_path / "acme", "layers/mine")
    grader = Autograder(
        tmp_path, "acme:layers/mine", "--exercises", str(tmp_path / "acme"), "--allow-reduced-isolation"
    )
    assert "one could read the salt" in capsys.readouterr().out
    plain = {"GRADLINGS_ISOLATION": "plain", "GRADLINGS_REQUIRE_ISOLATION": "D"}
    found, ran = grader.judge({"mine.py": (place / "solution.py").read_text("utf-8")}, **plain)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert found["score"] == 100.0
    assert "Isolation: D" in found["output"]


def test_the_same_salt_makes_the_same_file_and_another_time_another_salt(run):
    for name, more in (("a", ("--salt", "s")), ("b", ("--salt", "s")), ("c", ())):
        assert run("gradescope", ID, "-o", f"{name}.zip", *more).code == 0
    a, b, c = (Path(f"{name}.zip").read_bytes() for name in "abc")
    assert a == b
    assert a != c


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["layers/dens"], "did you mean layers/dense?"),
        ([ID, "-o", "there.zip"], "choose another name with -o"),
        ([ID, "-o", "no/such/folder/a.zip"], "cannot be written"),
        ([ID, "--points", "0"], "give a number above 0"),
        ([ID, "--points", "nan"], "give a number above 0"),
        ([ID, "--hidden-tests", "never"], "--hidden-tests"),
    ],
)
def test_what_cannot_be_made_is_one_line(run, home, arguments, said):
    Path("there.zip").write_text("mine")
    ran = run("gradescope", *arguments)
    assert ran.code == 2
    assert said in ran.complaint
    assert Path("there.zip").read_text() == "mine"


def test_what_is_installed_there_is_what_the_project_needs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(NEEDS) <= set(project["dependencies"])
