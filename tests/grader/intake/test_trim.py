"""What of a file the judged functions need, and what may go."""

from __future__ import annotations

import random
from time import process_time

import pytest

from grader.intake.encoding import in_utf8
from grader.intake.trim import MOST_SOURCE, trimmed

FUNCTIONS = ("f", "g")
DEFINED = "def f(x):\n    return np.dot(x, SCALE)\n"
KEPT = {
    "what they call, and what that calls": "import a\ndef f(): return h()\ndef h(): return a.b\n",
    "what they read": "SCALE = a.b\nimport a\ndef f(): return SCALE\n",
    "a table that is filled": "T = {}\nT['x'] = 1\nT.update(y=2)\nT |= {}\ndef f(): return T\n",
    "decorators": "import a\n@a.b\ndef f(): pass\n",
    "defaults and annotations": "import a, c\ndef f(x: a.b = c.d): pass\n",
    "what a class of theirs needs": "import a\nclass C(a.B): pass\ndef f(): return C()\n",
    "what is declared global": "N = 0\ndef f():\n    global N\n    N += 1\n",
    "a lambda's own": "import a\nf = lambda x: a.b(x)\n",
    "several targets": "import a\nx, (y, *z) = a.b\ndef f(): return z\n",
    "what a loop fills": "rows = []\nfor i in range(3):\n    rows.append(i)\ndef f(): return rows\n",
    "guarded imports": "try:\n    import a\nexcept ImportError:\n    a = None\ndef f(): return a\n",
    "docstrings and futures": "'doc'\nfrom __future__ import annotations\ndef f(): pass\n",
    "no Python at all": "",
}


@pytest.mark.parametrize("source", KEPT.values(), ids=KEPT)
def test_what_the_functions_need_stays(source):
    assert list(trimmed(source.encode(), FUNCTIONS)) == []


CUT = {
    "an import": ("import a.b as c\n", "pass\n"),
    "one of two": ("import a, numpy\n", "import numpy\n"),
    "a name that is somebody's own": ("import a\ndef f(a): return a + x.a\n", "pass\ndef f(a): return a + x.a\n"),
    "all of several lines": ("from a import (\n    b,\n    c,\n)\n", "\n\n\npass\n"),
    "two on one line": ("import a; import b\n", "pass; pass\n"),
    "what uses it": ("import a\nx = a.b\ny = x + 1\n", "pass\npass\npass\n"),
    "not what only may use it": ("import a\ndef show(): a.b()\n", "pass\ndef show(): a.b()\n"),
    "letters of other scripts": ("import a\n名 = '全'\n", "pass\n名 = '全'\n"),
}


@pytest.mark.parametrize(("source", "left"), CUT.values(), ids=CUT)
def test_imports_that_nothing_uses_go_first_and_no_line_moves(source, left):
    first = next(trimmed(source.encode(), FUNCTIONS))
    assert first.source.decode() == left
    assert source.count("\n") == left.count("\n")


def test_demo_code_goes_last_and_definitions_stay():
    source = "import csv\nnp.seed(1)\ndef f(): pass\nf()\nfor i in []:\n    f()\nclass C: pass\nprint 'x'\n"
    least, *_, most = trimmed(source.encode(), FUNCTIONS)
    assert least.source == b"import csv\npass\ndef f(): pass\npass\n\npass\nclass C: pass\npass\n"
    assert most.source == least.source.replace(b"import csv", b"pass")
    assert most.demo == ((2, 2), (4, 6), (8, 8))


@pytest.mark.parametrize("encoding", ["gbk", "big5", "Shift_JIS", "cp1252"])
def test_a_file_in_an_encoding_that_it_names_is_read_in_it(encoding):
    text = "x = 'é'" if encoding == "cp1252" else "x = '全'"
    source = f"#!/usr/bin/python\r\n# -*- coding: {encoding} -*-\r\n{text}\n"
    assert in_utf8(source.encode(encoding)).decode() == source.replace(encoding, "utf-8")


@pytest.mark.parametrize(
    "source", [b"# coding: utf-7\n+AG", b"# coding: gbk\n\xff\xff\xff", b"\n\n# coding: gbk\n\xc8\xab"]
)
def test_other_encodings_are_left_to_python(source):
    assert in_utf8(source) is source


def test_nothing_made_to_hurt_takes_long_or_goes_deep():
    draw = random.Random(0)
    words = [*"()[]{}:=*,'\\\"\n", "def ", "if ", "else", "lambda ", "match ", "\t", "import a", "print ", "@"]
    hostile = ["(" * 20_000, "-" * 20_000, "a." * 10_000, "f'{" * 7_000, "".join(draw.choices(words, k=5_000))]
    hostile += ["".join(" " * i + "if x:\n" for i in range(200))]
    began = process_time()
    for text in hostile:
        list(trimmed(text.encode(), FUNCTIONS))
    assert process_time() - began < 20
    assert list(trimmed(b"import a\n" * MOST_SOURCE, FUNCTIONS)) == []
