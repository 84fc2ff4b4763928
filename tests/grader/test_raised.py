"""An exception is told by the learner's own frames, what failed in them and what their names held."""

from __future__ import annotations

import numpy as np
import pytest

from exercises.catalog import Catalog
from grader import Grader, Options
from grader.calls import Local
from grader.sandbox.child import Failure
from grader.sandbox.raised import MAX_NAMES, value_text
from grader.sandbox.worker import Oops
from grader.shown import trace

DENSE = Catalog().get("layers/dense")


def raised(source: str, *arrays: np.ndarray) -> Failure:
    args = [{"array": i} for i in range(len(arrays))]
    try:
        failure = Local(source).perform([{"function": "f", "args": args, "result": "y"}], list(arrays), 0)
    except Oops as oops:  # while loading
        failure = Failure(oops.facts["cause"], oops.facts)
    assert isinstance(failure, Failure), "nothing was raised"
    return failure


def test_the_failing_expression_is_marked_and_its_names_come_first():
    source = "def f(x, w):\n    n = 3\n    return (x + n) @ g(x, w)\ndef g(a, b):\n    y = a @ b  # 乘\n    return y\n"
    failure = raised(source, np.ones((2, 3)), np.ones((4, 3)))
    outer, inner = trace(failure)
    assert (outer.line, outer.function, outer.code) == (3, "f", "return (x + n) @ g(x, w)")
    assert outer.code[slice(*outer.mark)] == "g(x, w)"
    assert outer.values == ("x (2, 3)", "w (4, 3)", "n = 3")
    assert (inner.line, inner.function, inner.code[slice(*inner.mark)]) == (5, "g", "a @ b")
    assert inner.values == ("a (2, 3)", "b (4, 3)")
    assert "size 4 is different from 3" in failure.facts["message"]


def test_columns_count_characters_and_a_mark_ends_with_its_line():
    chinese = raised("def f(x):\n    结果 = (x, 1); return 结果[5]\n", np.ones(2))
    [frame] = trace(chinese)
    assert frame.code[slice(*frame.mark)] == "结果[5]"
    [frame] = trace(raised("def f(x):\n    return abs(x @ (x\n        + 1) @ [])\n", np.ones(2)))
    assert frame.code[slice(*frame.mark)] == "x @ (x"


def test_a_syntax_error_is_marked_where_the_compiler_says():
    [frame] = trace(raised("x = 1\nif x = 1: pass\n"))
    assert (frame.line, frame.code[slice(*frame.mark)]) == (2, "x = 1")


def test_only_the_last_frames_of_a_recursion_are_told():
    frames = trace(raised("def f():\n    return f()\n"))
    assert {frame.line for frame in frames} == {2}
    assert len(frames) == 6


def test_of_a_module_only_the_names_on_the_line_are_told():
    [frame] = trace(raised("import math\na, b = 1, 'two'\nc = [a, b]\na + math.pi + b\n"))
    assert frame.values == ("a = 1", "b = 'two'")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.zeros((2, 3)), "(2, 3)"),
        (np.zeros(4, bool), "(4,) bool"),
        (np.zeros((), np.float32), "() float32"),
        (np.ma.zeros(2), "MaskedArray"),
        (True, "True"),
        (10**400, "an int of 1329 bits"),
        (0.1, "0.1"),
        (np.float32(0.5), "0.5 float32"),
        (None, "None"),
        ("a" * 41, f"'{'a' * 40}'…"),
        ((np.zeros(2), 3), "((2,), 3)"),
        ([1, [2, [3]]], "[1, [2, list]]"),
        (list(range(9)), "[0, 1, 2, 3, … 9 in all]"),
        ({"w": np.zeros(2), 1: {}}, "{'w': (2,), 1: {}}"),
        (range(3), "range"),
    ],
)
def test_a_value_is_told_by_its_exact_type(value, text):
    assert value_text(value) == text


LIES = """
class Name(type):
    @property
    def __name__(cls): raise SystemExit("metaclass")
class Lies(metaclass=Name):
    def __repr__(self): raise SystemExit("repr")
    __str__ = __len__ = __format__ = __class__ = property(__repr__)
class Length(list):
    def __len__(self): raise SystemExit("len")
    __iter__ = __getitem__ = __len__
class Made(dict):
    def __getitem__(self, name):
        if name in dict(self): return dict.__getitem__(self, name)
        raise KeyError(name)
    def items(self): raise SystemExit("items")
class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases): return Made()
def f(x):
    lies, length, x = Lies(), Length(), (x, Lies())
    class Inner(metaclass=Meta):
        y = [] / 1
"""


def test_no_code_of_the_submission_runs_while_it_is_described():
    failure = raised(LIES, np.ones(2))
    assert failure.facts["type"] == "TypeError"
    outer, inner = trace(failure)
    assert sorted(outer.values) == ["length Length", "lies Lies", "x ((2,), Lies)"]
    assert inner.values == ()


def test_many_long_names_and_values_are_cut():
    names = "\n".join(f"    {'n' * 60}{i} = ('{'v' * 60}',) * 4" for i in range(40))
    [frame] = trace(raised(f"def f():\n{names}\n    raise KeyError\n"))
    assert len(frame.values) == MAX_NAMES
    assert max(map(len, frame.values)) < 130


@pytest.mark.parametrize(
    "told",
    [
        {"line": 10**9, "code": "x"},
        {"line": -1, "code": "a\x1b[31m\n\u202eb" * 100, "mark": [0, 10**6], "values": "abc", "function": ["f"]},
        {"line": 1, "code": "abc", "mark": [2, 1], "values": [{}, 3, "v\x1b" * 1000] * 99, "function": "f\x00" * 99},
        {"line": True, "code": "", "mark": {"a": 1}},
    ],
)
def test_whatever_a_child_tells_of_its_frames_is_harmless(told):
    frames = trace(Failure("raised", {"frames": [told] * 50}))
    assert len(frames) == 6
    for frame in frames:
        assert 0 <= frame.line <= 10**6
        assert frame.mark is None
        shown = (frame.code, frame.function, *frame.values)
        assert all(text.isprintable() and len(text) <= 200 for text in shown)
        assert len(frame.values) <= MAX_NAMES


def test_a_failure_without_frames_has_no_trace():
    assert trace(Failure("timeout")) == ()
    assert trace(Failure("raised", {"frames": 5})) == ()


def test_a_report_tells_where_the_exception_of_its_message_came_from(grader: Grader):
    transposed = DENSE.solution.replace("x @ w + b", "x @ w.T + b")
    report = grader.check(DENSE, transposed.encode(), Options(salt="raised"))
    [frame] = report.trace
    assert (report.stage, frame.function, frame.code[slice(*frame.mark)]) == ("calls", "dense_forward", "x @ w.T")
    assert frame.values == ("x (2, 3)", "w (3, 4)", "b (4,)")
    assert f"line {frame.line}" in report.message.en
    report = grader.check(DENSE, b"import numpy as np\n\nnp.zeros(3)[5]\n", Options(salt="raised"))
    assert [(frame.line, frame.function) for frame in report.trace] == [(3, "<module>")]
    assert not grader.check(DENSE, DENSE.solution.encode(), Options(salt="raised")).trace
