"""One line of backward: any right spelling passes, a known wrong one is named, nothing gets out of its gap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exercises.catalog import Limits
from grader import LineArg, LineTask

DENSE = LineTask(
    args=(LineArg("x", ("N", "D")), LineArg("w", ("D", "M")), LineArg("b", ("M",))),
    forward="return x @ w + b[None, :]",
    frame="dw = ____",
    target="w",
    wrong=("x.T @ dy / len(x)", "dy.T @ x", "w @ dy"),
)
LOSS = LineTask(
    args=(LineArg("z", ("N", "C")), LineArg("t", ("N", "C"), "onehot")),
    forward="return -(t * (z - np.log(np.exp(z).sum(axis=1, keepdims=True)))).sum() / len(z)",
    frame="p = np.exp(z)\np = p / p.sum(axis=1, keepdims=True)\ndz = ____",
    target="z",
    upstream=False,
    wrong=("p - t", "(t - p) / len(z)"),
)


@pytest.mark.parametrize(
    ("task", "line"),
    [
        (DENSE, "x.T @ dy"),
        (DENSE, "  np.einsum('nd,nm->dm', x, dy)  # any spelling"),
        (DENSE, "(dy.T @ x).T; unused = 0"),
        (DENSE, "sum(np.outer(a, c) for a, c in zip(x, dy))"),
        (LOSS, "(p - t) / len(z)"),
        (LOSS, "(p - t) / z.shape[0]"),
    ],
)
def test_a_right_line_passes_however_it_is_spelt(grader, task, line):
    result = grader.check_line(task, line, "salt")
    assert (result.verdict, result.matched) == ("pass", None), result.message.en


@pytest.mark.parametrize(
    ("task", "line", "verdict", "matched"),
    [
        (DENSE, "x.T @ dy / x.shape[0]", "fail", 0),
        (DENSE, "(x.T @ dy).T", "fail", 1),
        (DENSE, "w.dot(dy)", "error", 2),
        (LOSS, "p - t", "fail", 0),
        (LOSS, "(t - p) / t.shape[0]", "fail", 1),
        (DENSE, "-x.T @ dy", "fail", None),
        (DENSE, "x.T @ (dy + 1j)", "fail", None),
        (DENSE, "x.T @ dy * np.nan", "fail", None),
        (DENSE, "x.T @ dy * 1e300 * 1e300", "fail", None),
        (DENSE, "0", "fail", None),
        (DENSE, "None", "fail", None),
        (DENSE, "1 / 0", "error", None),
        (DENSE, "x.T @", "error", None),
        (DENSE, "", "error", None),
        (DENSE, "# nothing", "error", None),
        (DENSE, "0; dy = 1", "fail", None),
        (DENSE, "0\n    return 0", "error", None),
        (DENSE, "0\nreturn x.T @ dy", "error", None),
        (DENSE, "0\rdw = x.T @ dy", "error", None),
        (DENSE, "return 0", "error", None),
        (DENSE, "'''", "error", None),
        (DENSE, "(", "error", None),
        (DENSE, "\\", "error", None),
        (DENSE, "\x00", "error", None),
        (DENSE, "'\udc80'", "error", None),
        (DENSE, "exit()", "error", None),
        (DENSE, "[] = 1", "error", None),
        (DENSE, "__import__('sqlite3')", "blocked", None),
        (DENSE, "np.zeros(1 << 40)", "memory", None),
    ],
)
def test_a_wrong_line_is_refused_and_a_known_one_named(grader, task, line, verdict, matched):
    result = grader.check_line(task, line, "salt")
    assert (result.verdict, result.matched) == (verdict, matched), result.message.en
    assert result.message.en
    assert result.message.zh
    assert result.message.en.isprintable()


def test_a_line_that_never_ends_is_a_timeout(grader, monkeypatch):
    monkeypatch.setattr("grader.line.LIMITS", Limits(seconds=1.0))
    assert grader.check_line(DENSE, "sum(iter(int, 1))", "salt").verdict == "timeout"


def test_a_forward_with_kinks_is_no_broken_task(grader):
    task = replace(DENSE, forward="return np.maximum(x @ w, 0) + b", frame="dw = ____")
    for salt in "abc":
        assert grader.check_line(task, "x.T @ (dy * (x @ w > 0))", salt).verdict == "pass"


@pytest.mark.parametrize(
    "broken",
    [
        {"forward": "return x @ b"},
        {"forward": "return None"},
        {"forward": "return ("},
        {"forward": "return np.abs(x @ w) + b"},
        {"frame": "dw = x.T @ dy"},
        {"frame": "____ = ____"},
        {"wrong": ("(",)},
        {"args": tuple(LineArg("xwb"[i % 3] + str(i), (f"S{i}",)) for i in range(6))},
        {"target": "q"},
    ],
    ids=lambda broken: next(iter(broken)),
)
def test_a_broken_task_is_never_the_learners_fault(grader, broken):
    assert grader.check_line(replace(DENSE, **broken), "x.T @ dy", "salt").verdict == "infra"


def test_the_same_salt_gives_the_same_answer_and_another_one_other_numbers(grader):
    one, two, other = (grader.check_line(DENSE, "x.T @ dy * 2", salt).message for salt in ("a", "a", "b"))
    assert one == two
    assert one != other
