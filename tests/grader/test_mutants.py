"""Machine-made mistakes: each small change once, in the functions asked for, and always a program."""

import ast

import pytest

from grader.mutants import ARROW, mutants

SOURCE = '''
def forward(x):
    return x + 1

def backward(dy, cache):
    """A docstring with 2 numbers."""
    x, w = cache
    for n in range(3):
        dy = dy - 2.0 * w.T
    if n > 1:
        dy *= x
    return -dy @ w, dy.sum(axis=0, keepdims=True)
'''
CHANGES = [mutant.change.split(ARROW) for mutant in mutants(SOURCE, frozenset({"backward"}))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x, w = cache", "pass"),
        ("for n in range(3):", "for n in range(4):"),
        ("dy = dy - 2.0 * w.T", "dy = dy + 2.0 * w.T"),
        ("dy = dy - 2.0 * w.T", "dy = dy"),
        ("dy = dy - 2.0 * w.T", "dy = dy - 2.0 / w.T"),
        ("dy = dy - 2.0 * w.T", "dy = dy - w.T"),
        ("dy = dy - 2.0 * w.T", "dy = dy - 4.0 * w.T"),
        ("dy = dy - 2.0 * w.T", "dy = dy - 2.0 * w"),
        ("if n > 1:", "if n < 1:"),
        ("dy *= x", "dy /= x"),
        ("dy *= x", "dy = x"),
        ("return (-dy @ w, dy.sum(axis=0, keepdims=True))", "return (dy @ w, dy.sum(axis=0, keepdims=True))"),
        ("return (-dy @ w, dy.sum(axis=0, keepdims=True))", "return (w @ -dy, dy.sum(axis=0, keepdims=True))"),
        ("return (-dy @ w, dy.sum(axis=0, keepdims=True))", "return (-dy @ w, dy.sum(axis=1, keepdims=True))"),
        ("return (-dy @ w, dy.sum(axis=0, keepdims=True))", "return (-dy @ w, dy.sum(axis=0, keepdims=False))"),
    ],
)
def test_what_people_get_wrong_is_tried(before, after):
    assert [before, after] in CHANGES


def test_only_the_functions_asked_for_are_changed_and_no_docstring():
    assert all("x + 1" not in before for before, _ in CHANGES)
    assert all("numbers" not in before for before, _ in CHANGES)
    assert not list(mutants(SOURCE, frozenset({"elsewhere"})))


def test_every_mutant_is_another_program():
    sources = [mutant.source for mutant in mutants(SOURCE, frozenset({"backward"}))]
    assert len(set(sources)) == len(sources)
    assert ast.unparse(ast.parse(SOURCE)) not in sources
    for source in sources:
        compile(source, "mutant.py", "exec")


def test_a_loop_that_might_never_end_is_left_alone():
    endless = "def backward(n):\n    while n > 0:\n        n = n - 1\n"
    assert all(not mutant.change.startswith("while") for mutant in mutants(endless, frozenset({"backward"})))
