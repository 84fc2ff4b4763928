"""Notebooks: code cells in order, every line knowing its place; and what only a notebook understands."""

from __future__ import annotations

import json
from time import process_time

import pytest

from grader.handed import Place
from grader.intake.found import Unusable
from grader.intake.magics import without_magics
from grader.intake.notebook import extract
from grader.intake.written import imported, without_imports
from tests.grader.intake.messy import RIGHT, notebook


def test_code_cells_come_in_order_and_every_line_knows_its_cell():
    found = extract(notebook("%pylab\na = 1", ("markdown", "b = 2"), "", "c = 3\n\nd = 4\n").encode())
    assert found.source == b"\na = 1\n\nc = 3\n\nd = 4\n"
    assert found.places == tuple(Place(*at) for at in ((1, 1), (1, 2), (2, 1), (3, 1), (3, 2), (3, 3)))
    assert (found.cells, found.removed) == (3, 1)
    assert len(found.places) == found.source.count(b"\n")


MAGICS = {
    "%matplotlib inline": "",
    "!pip install x \\\n  y": "\n",
    "if a:\n    !ls\nelse:\n    %cd ..": "if a:\n    pass\nelse:\n    pass",
    "np.dot?": "",
    "?np.dot": "",
    "files = !ls": "",
    "t = %timeit -o f()": "",
    "%%time\nf()": "\nf()",
    "\n%%bash\nrm -rf /": "\n\n",
    "x = (7\n  % 3)": "x = (7\n  % 3)",
    "x = 7 \\\n  % 3": "x = 7 \\\n  % 3",
    "s = '''\n%d\n!\n'''": "s = '''\n%d\n!\n'''",
    's = "it\'s" # """\n%who': 's = "it\'s" # """\n',
    "s = r'''\\'''\n%who": "s = r'''\\'''\n%who",
    "d = {'a': [1,\n!ls]}": "d = {'a': [1,\n!ls]}",
    "y = x % z": "y = x % z",
    "assert a != b": "assert a != b",
    "%%writefile dense.py\n%matplotlib inline\na = 1": "\n\na = 1",
    "%%writefile notes.txt\na = 1": "\n",
}
AUTOMAGIC = (
    "pip install numpy", "pip install -q 'torch>=2' \\\n  tqdm", "pip3 install numpy", "conda install -y numpy",
    "apt install x", "apt-get install -y graphviz", "cd ..", "cd ~/hw", "cd /content/drive", "cd 'my hw'", "cd -", "ls",
    "ls -la", "ls *.py", "ls ..", "ls ./data", "ls $HOME", "pwd", "cat dense.py", "rm -rf out", "mkdir out",
    "matplotlib inline", "load_ext autoreload", "autoreload 2", "whos", "ls  # what is here",
)  # fmt: skip
"""What a notebook takes for a magic without its `%`."""
PYTHON = (
    "ls = 3", "cd = x", "pip (x)", "pip(x)", "ls: list = []", "ls : list = []", "ls, cd = 1, 2", "ls , cd = 1, 2",
    "ls += [1]", "ls [0] = 1", "ls .append(3)", "ls.append(3)", "cd.x = 1", "ls - f(x)", "ls -f(x)", "cd / f(x)",
    "cd /f(x)", "ls if x else f(y)", "ls or f(x)", "ls and f(x)", "cd in f(x)", "cd not in f(x)", "cd is f(x)",
    "ls == 3", "ls * f(x)", "ls *f(x)", "lsx", "pip_install = 1", "catch(x)", "cdx y", "cat = 2", "rm @ x", "ls < f(x)",
    "cd != 1",
    "f(\n  ls\n)", "f(\n  pip\n  -x)", "x = 1 + \\\n  ls", "'''\npip install numpy\n'''", "cat -f(x)", "ls = \\\n  cd",
)  # fmt: skip
"""What begins like one."""


@pytest.mark.parametrize(("cell", "kept"), MAGICS.items())
def test_magic_and_shell_lines_go_and_the_other_lines_stay_where_they_are(cell, kept):
    assert "\n".join(without_magics(cell.split("\n"))[0]) == kept


@pytest.mark.parametrize("cell", AUTOMAGIC)
def test_a_magic_without_its_sign_goes_wherever_it_stands(cell):
    lines = cell.split("\n")
    assert without_magics([*lines, "x = 1"]) == ([*[""] * len(lines), "x = 1"], len(lines))
    assert without_magics(["x = 1", *lines]) == (["x = 1", *[""] * len(lines)], len(lines))
    assert without_magics(["if x:", f"    {lines[0]}", *lines[1:]])[0][:2] == ["if x:", "    pass"]


@pytest.mark.parametrize("cell", PYTHON)
def test_python_that_begins_like_a_magic_stays(cell):
    lines = cell.split("\n")
    assert without_magics(lines) == (lines, 0)


WRITTEN = {
    "from dense import *": "",
    "from dense import dense_forward, dense_backward  # mine": "",
    "from dense import (  # both\n    dense_forward,\n    dense_backward,\n)": "\n\n\n",
    "from .dense import dense_forward": "",
    "from hw.dense import dense_forward": "",
    "from dense import dense_forward as forward, dense_backward": "forward = dense_forward",
    "from dense import (dense_forward as f,\n  dense_backward as b)": "f = dense_forward; b = dense_backward\n",
    "from dense import \\\n  dense_forward": "\n",
    "if x:\n    from dense import *": "if x:\n    pass",
    "import dense": "import dense",
    "import numpy, hw.dense as d": "import numpy, hw.dense as d",
    "if x: import dense": "if x: import dense",
    "from dense import *; x = 1": "from dense import *; x = 1",
}


NOT_OF_IT = {
    "from dense2 import *": "from dense2 import *",
    "from dense.more import *": "from dense.more import *",
    "import dense2, numpy as dense": "import dense2, numpy as dense",
    "s = '''\nfrom dense import *\n'''": "s = '''\nfrom dense import *\n'''",
    "# from dense import *": "# from dense import *",
    "!python dense.py": "",
}


@pytest.mark.parametrize(("cell", "kept"), NOT_OF_IT.items())
def test_what_a_notebook_writes_to_a_file_and_never_imports_is_not_its_code(cell, kept):
    found = extract(notebook("%%writefile dense.py\ny = 2", cell, "def z(): 3").encode())
    assert found.source.decode() == f"\n\n{kept}\ndef z(): 3\n"
    assert found.removed == 2 + (cell != kept)
    assert found.written == ()


@pytest.mark.parametrize(("cell", "kept"), WRITTEN.items())
@pytest.mark.parametrize("file", ["dense.py", "-a dense.py", "hw/dense.py", "'dense.py'", "./dense.py"])
def test_what_a_notebook_writes_to_a_file_is_its_code_and_is_not_imported_again(file, cell, kept):
    found = extract(notebook(f"%%writefile {file}\ny = 2", cell, "z = 3").encode())
    assert found.source.decode() == f"\ny = 2\n{kept}\nz = 3\n"
    assert found.places[:3] == (Place(1, 1), Place(1, 2), Place(2, 1))
    assert found.places[-1] == Place(3, 1)
    assert found.written == (("dense.py",) if kept != cell else ())


def test_what_is_imported_before_it_is_written_is_another_file():
    found = extract(notebook("from dense import *", "%%writefile dense.py\ny = 2").encode())
    assert found.source == b"from dense import *\n\ny = 2\n"


BESIDE = {
    "a test": "%%writefile test_dense.py\nimport pytest\nfrom dense import dense_forward",
    "a demonstration": "%%writefile buggy.py\ndef dense_forward(x, w, b):\n    return x @ w, None",
    "no Python at all": "%%writefile -a notes.py\nthis is : not python",
}


@pytest.mark.parametrize("cell", BESIDE.values(), ids=BESIDE)
def test_a_file_written_beside_the_code_leaves_the_code_as_it_is(cell):
    found = extract(notebook(RIGHT, cell).encode())
    assert found.source.decode().strip() == RIGHT.strip()


def test_what_only_a_written_test_imports_is_its_code_and_the_test_is_not():
    found = extract(notebook(f"%%writefile dense.py\n{RIGHT}", BESIDE["a test"], "!pytest").encode())
    assert found.source.decode().strip() == RIGHT.strip()


BROKEN = {
    "no JSON": (b"{", "not valid JSON"),
    "other JSON": (b"[1]", "no code cells"),
    "nested for ever": (b"[" * 200_000, "not valid JSON"),
    "a flood of values": (b"[" + b"[]," * 600_000 + b"[]]", "too large"),
    "no cells": (b'{"cells": 3}', "no code cells"),
    "only text": (notebook(("markdown", RIGHT)).encode(), "no code cells"),
    "blank cells": (notebook("", " \n").encode(), "no code cells"),
    "another language": (notebook("x <- 1", language="R").encode(), "in R, not in Python"),
    "a binary file": (b"\x89PNG\r\n\x1a\n\xff", "not valid JSON"),
}


@pytest.mark.parametrize(("data", "why"), BROKEN.values(), ids=BROKEN)
def test_a_broken_notebook_says_why(data, why):
    with pytest.raises(Unusable) as refused:
        extract(data)
    assert why in refused.value.why.en
    assert refused.value.why.zh


def test_cells_that_make_no_sense_are_passed_over():
    cells = [3, {"cell_type": "code"}, {"cell_type": "code", "source": [1, "a = 1\n", None]}, {"source": "b = 2"}]
    cells += [{"cell_type": "code", "source": "c = '\ud800'\r\nd = 1"}]
    assert extract(json.dumps({"cells": cells}).encode()).source == b"\na = 1\nc = '?'\nd = 1\n"


def test_no_line_takes_more_than_linear_time():
    began = process_time()
    for text in ("'a", "'\\", '"""\\', "'''", "(", "\\", " ", "a.", "'''" + "''\\", "ls -", "from a", "a, "):
        long = text * (20_000 // len(text))
        without_magics([long])
        without_imports([long, f"from {long}", f"from dense import {long}", f"from dense import ({long}"], {"dense"})
        imported([long, f"from {long}", f"import {long}", f"from .{long} import {long}", "import a;" * 2000])
        without_magics(["'''", text * (20_000 // len(text))])
    assert process_time() - began < 2  # quadratic time takes more than that for one of them
