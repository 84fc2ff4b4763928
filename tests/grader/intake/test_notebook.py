"""Notebooks: code cells in order, every line knowing its place; and what only a notebook understands."""

from __future__ import annotations

import json
from time import process_time

import pytest

from grader.handed import Place
from grader.intake.found import Unusable
from grader.intake.magics import without_magics
from grader.intake.notebook import extract
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
}


@pytest.mark.parametrize(("cell", "kept"), MAGICS.items())
def test_magic_and_shell_lines_go_and_the_other_lines_stay_where_they_are(cell, kept):
    assert "\n".join(without_magics(cell.split("\n"))[0]) == kept


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
    for text in ("'a", "'\\", '"""\\', "'''", "(", "\\", " ", "a.", "'''" + "''\\"):
        without_magics([text * (20_000 // len(text))])
        without_magics(["'''", text * (20_000 // len(text))])
    assert process_time() - began < 2  # quadratic time takes more than that for one of them
