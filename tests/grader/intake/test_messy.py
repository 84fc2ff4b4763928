"""Thirty honest and messy files get the verdicts they deserve, and whatever was left out of them is said."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from exercises.catalog import Limits
from exercises.content import Text
from grader import Options, Report
from grader.handed import Row
from grader.intake import check, gather
from tests.grader.intake.messy import CODE, FILES, RIGHT, notebook

ENDLESS = RIGHT.replace("    dx =", "    while True:\n        pass\n    dx =")
SHORT = Limits(seconds=2.0)
"""For what never ends; whatever else is here has to be judged on a busy machine too."""
MISNAMED = RIGHT.replace("dense_backward", "dense_backwards")


@pytest.fixture(scope="module")
def quick(dense):
    """Without the timing, which has tests of its own; how long the rest may take does not matter here."""
    return replace(dense, growth=(), limits=Limits(seconds=30.0))


def test_thirty_messy_files_get_thirty_right_verdicts(grader, quick, tmp_path):
    for name, file in FILES.items():
        (tmp_path / f"{name}{file.suffix}").write_bytes(file.data)
    found = {submission.student: submission for submission in gather([tmp_path], [quick])}
    assert found.keys() == FILES.keys()
    assert len(found) == 30
    wrong = {}
    for name, file in FILES.items():
        submission = found[name]
        exercise = replace(quick, limits=SHORT) if name == "loops_for_ever" else quick
        report = check(grader, exercise, submission.source, Options(salt="messy"), submission.places)
        notes = (*submission.notes, *report.notes)
        told = " ".join([report.message.en, *(note.text.en for note in notes)])
        got = (report.verdict, report.score == 1.0, tuple(note.id for note in notes), file.says in told)
        if got != (file.verdict, file.verdict == "pass", file.notes, True):
            wrong[name] = (got, told)
        assert report.sha256 == sha256(submission.source).hexdigest()
        assert all(note.text.zh for note in notes)
    assert not wrong


WRITES = ("%%writefile dense.py\nimport numpy as np\n" + CODE, "from dense import dense_forward, dense_backward")
NOTEBOOKS = {
    "installs first": ("pip install numpy", RIGHT),
    "installs last": (RIGHT, "pip install numpy"),
    "looks around": ("cd ..", "ls", RIGHT, "ls -la"),
    "writes a file and imports it": (*WRITES, "print(dense_forward(1, 2, 3))"),
    "writes a file": WRITES[:1],
    "writes a file and imports all of it": (WRITES[0], "from dense import *"),
}


@pytest.mark.parametrize("cells", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_honest_notebooks_pass(grader, quick, tmp_path, cells):
    (tmp_path / "ann.ipynb").write_text(notebook(*cells), "utf-8")
    (submission,) = gather([tmp_path], [quick])
    report = check(grader, quick, submission.source, Options(salt="messy"), submission.places)
    assert (report.verdict, report.score) == ("pass", 1.0)
    imports = any("import" in cell and "%%" not in cell and "numpy" not in cell for cell in cells)
    assert [note.id for note in submission.notes] == ["notebook", *["written-files"] * imports]


def test_a_line_below_what_is_left_out_is_told_by_its_cell(grader, quick, tmp_path):
    broken = CODE.replace("    dx =", "    raise ValueError\n    dx =")
    cells = ("pip install numpy", f"%%writefile dense.py\nimport numpy as np\n{broken}", "from dense import *")
    (tmp_path / "ann.ipynb").write_text(notebook(*cells), "utf-8")
    (submission,) = gather([tmp_path], [quick])
    report = check(grader, quick, submission.source, Options(salt="messy"), submission.places)
    line = 3 + broken[: broken.index("raise")].count("\n")
    assert f"cell 2, line {line}" in report.message.en


TOLD_OF = {
    "a file, above right functions": (f"open('/etc/passwd')\n{RIGHT}", "pass", "/etc/passwd"),
    "a file, in a function": (RIGHT.replace("    dx =", "    open('key')\n    dx ="), "blocked", "key"),
    "a file, behind an import that nothing uses": (f"import torch\nopen('key')\n{RIGHT}", "pass", "key"),
    "a process": (f"import os\nos.fork()\n{RIGHT}", "pass", "os.fork()"),
}
NOTHING_OF = {
    "an import that nothing uses": (f"import torch\n{RIGHT}", "pass"),
    "an import that something uses": (f"import torch\n{RIGHT.replace('dy @', 'torch.tensor(dy) @')}", "blocked"),
    "an error": (f"1 / 0\n{RIGHT}", "pass"),
}


@pytest.mark.parametrize(("source", "verdict", "says"), TOLD_OF.values(), ids=TOLD_OF)
def test_whoever_reaches_out_is_told_of_whatever_the_verdict_is(grader, quick, source, verdict, says):
    report = check(grader, quick, source.encode(), Options(salt="messy"))
    row = Row("", "s", "", quick.id, "f.py", 1, "", report=report.to_json("0"))
    assert row.verdict == verdict
    assert says in row.tried.en
    assert says in row.tried.zh


@pytest.mark.parametrize(("source", "verdict"), NOTHING_OF.values(), ids=NOTHING_OF)
def test_nobody_is_suspected_for_a_package_that_is_not_here(grader, quick, source, verdict):
    report = check(grader, quick, source.encode(), Options(salt="messy"))
    row = Row("", "s", "", quick.id, "f.py", 1, "", report=report.to_json("0"))
    assert (row.verdict, bool(row.tried)) == (verdict, False)


def test_what_loads_is_judged_as_it_is(quick):
    class Once:
        """Says that everything passes, once."""

        calls = 0

        def check(self, exercise, source, options):
            self.calls += 1
            return Report("", "", "", sha256(source).hexdigest(), "", "fail", "gradient", 0.0, (), Text())

    grader = Once()
    check(grader, quick, FILES["main_guard"].data, Options())
    assert grader.calls == 1


def test_an_endless_function_below_an_import_that_nothing_uses_is_a_timeout(grader, quick):
    report = check(grader, replace(quick, limits=SHORT), f"import torch\n{ENDLESS}".encode(), Options(salt="messy"))
    assert (report.verdict, report.stage) == ("timeout", "calls")
    assert [note.id for note in report.notes] == ["imports-left-out"]
    assert 0 < report.score < 1


def test_a_misnamed_function_is_told_so_and_not_the_import_above_it(grader, quick):
    report = check(grader, quick, f"import torch\n{MISNAMED}".encode(), Options(salt="messy"))
    assert report.stage == "functions"
    assert "dense_backwards" in report.message.en


def test_a_notebook_is_told_the_cell_and_the_line_in_it(grader, quick, tmp_path):
    (tmp_path / "alice.ipynb").write_text(notebook("%pylab", "import numpy as np\n\n", RIGHT.replace("w.T", "v.T")))
    (submission,) = gather([tmp_path], [quick])
    report = check(grader, quick, submission.source, Options(salt="messy"), submission.places)
    line = 1 + RIGHT.splitlines().index("    dx = dy @ w.T")
    assert f"cell 3, line {line}: dx = dy @ v.T" in report.message.en
    assert f"第 3 个单元格第 {line} 行" in report.message.zh
    assert (report.trace[-1].cell, report.trace[-1].line) == (3, line)


def test_code_that_reaches_out_is_reported_as_that_unless_the_functions_are_right(grader, quick):
    reach = "open('/etc/passwd').read()\n"
    stub = "def dense_forward(x, w, b):\n    pass\n\n\ndef dense_backward(dy, cache):\n    pass\n"
    assert check(grader, quick, f"{stub}{reach}".encode(), Options(salt="messy")).verdict == "blocked"
    report = check(grader, quick, f"{RIGHT}{reach}".encode(), Options(salt="messy"))
    assert report.verdict == "pass"
    assert "open('/etc/passwd')" in report.notes[0].text.en
