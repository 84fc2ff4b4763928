"""Points for a backward that is right for a wrong forward, and none for a forward that was made to be easy."""

from __future__ import annotations

import pytest

from exercises.catalog import Catalog
from grader import Options

DENSE, CONV, LSTM = "layers/dense", "cnn/conv2d", "sequence/lstm"
FORWARD, RETURNED = "y = x @ w + b", "dx = dy @ w.T"
FLIPPED = "w[:, :, ::-1, ::-1]"

HONEST = {
    "dense omits b": (DENSE, "dx dw", (FORWARD, "y = x @ w"), ("dy.sum(axis=0)", "0 * dy.sum(axis=0)")),
    "dense subtracts b": (DENSE, "dx dw", (FORWARD, "y = x @ w - b"), ("dy.sum(axis=0)", "-dy.sum(axis=0)")),
    "dense with a ReLU": (
        DENSE, "dx dw db", ("return y, (x, w)", "return np.maximum(y, 0), (x, w, y)"),
        ("x, w = cache", "x, w, y = cache\n    dy = dy * (y > 0)"),
    ),
    "dense with a tanh": (
        DENSE, "dx dw db", ("return y, (x, w)", "return np.tanh(y), (x, w, y)"),
        ("x, w = cache", "x, w, y = cache\n    dy = dy * (1 - np.tanh(y) ** 2)"),
    ),
    "dense takes |w|": (
        DENSE, "dx dw db", (FORWARD, "y = x @ np.abs(w) + b"), ("dy @ w.T", "dy @ np.abs(w).T"),
        ("x.T @ dy", "x.T @ dy * np.sign(w)"),
    ),
    "conv flips": (
        CONV, "dx dw db", ("window, w)", f"window, {FLIPPED})"), ("dy_ij, w)", f"dy_ij, {FLIPPED})"),
        ("    db = dy", "    dw = dw[:, :, ::-1, ::-1]\n    db = dy"),
    ),
    "conv pads with ones": (CONV, "dx dw db", ("(pad, pad)))", "(pad, pad)), constant_values=1.0)")),
    "conv omits b": (CONV, "dx dw", ("window, w) + b", "window, w)"), ("dy.sum(axis=(0, 2, 3))", "np.zeros(len(w))")),
    "rnn with a ReLU": (
        "sequence/rnn-step", "dx dh0 dwx dwh db", ("np.tanh(", "np.maximum(0, "), ("(1 - h**2)", "(h > 0)"),
    ),
    "cross-entropy over the batch": (
        "losses/softmax-cross-entropy", "dz", ("z.max(axis=1", "z.max(axis=0"),
        ("np.exp(shifted).sum(axis=1", "np.exp(shifted).sum(axis=0"),
        ("    dz[np.arange", "    dz *= np.bincount(t, minlength=dz.shape[1])\n    dz[np.arange"),
    ),
    "hinge counts the right class": ("losses/hinge", "dz", ("    missing[rows, t] = 0  #", "    #")),
    "pooling the smallest": ("cnn/maxpool", "dx", ("window.max(", "window.min("), ("window.argmax(", "window.argmin(")),
    "lstm without the last tanh": (
        LSTM, "dx dh0 dc0 dwx dwh db", ("o * np.tanh(c)", "o * c"), ("tanh_c = np.tanh(c)", "tanh_c = c"),
        (" * (1 - tanh_c**2)", ""),
    ),
    "lstm with a sigmoid candidate": (
        LSTM, "dx dh0 dc0 dwx dwh db", ("np.tanh(a_g)", "sigmoid(a_g)"), ("dg * (1 - g**2)", "dg * g * (1 - g)"),
    ),
    "lstm in the order i f o g": (
        LSTM, "dx dh0 dc0 dwx dwh db", ("a_i, a_f, a_g, a_o =", "a_i, a_f, a_o, a_g ="),
        ("[da_i, da_f, da_g, da_o]", "[da_i, da_f, da_o, da_g]"),
    ),
    "lstm forgets the input gate": (
        LSTM, "dx dh0 dc0 dwx dwh db", ("c = f * c_prev + i * g", "c = f * c_prev + g"),
        ("dc * g, dc * c_prev, dc * i", "0 * dc, dc * c_prev, dc"),
    ),
}  # fmt: skip
FAKES = {
    "zero": (DENSE, (FORWARD, "y = 0 * (x @ w + b)"), ("return dx, dw, db", "return 0 * dx, 0 * dw, 0 * db")),
    "constant": (DENSE, (FORWARD, "y = 0 * (x @ w) + 3.0"), ("return dx, dw, db", "return 0 * dx, 0 * dw, 0 * db")),
    "scaled": (DENSE, (FORWARD, "y = 2 * (x @ w + b)"), ("return dx, dw, db", "return 2 * dx, 2 * dw, 2 * db")),
    "a sum of inputs": (
        DENSE, (FORWARD, "y = x.sum(axis=1, keepdims=True) + 0 * (x @ w) + b"),
        ("return dx, dw, db", "return dy.sum(axis=1, keepdims=True) + 0 * dx, 0 * dw, db"),
    ),
    "an identity": (
        "activations/sigmoid", ("return y, y", "return x, y"), ("return dy * y * (1 - y)", "return 1.0 * dy"),
    ),
    "squares of everything": (
        DENSE, (FORWARD, "y = 0 * (x @ w) + ((x**2).sum() + (w**2).sum()) / 2 + b.sum()"),
        ("return y, (x, w)", "return y, (x, w, b)"), ("x, w = cache", "x, w, b = cache\n    s = dy.sum()"),
        ("return dx, dw, db", "return s * x, s * w, s * np.ones_like(b)"),
    ),
    "squares of a row and a column": (
        DENSE, (FORWARD, "y = ((x**2).sum(axis=1, keepdims=True) + (w**2).sum(axis=0)) / 2 + b"),
        ("return dx, dw, db", "return dy.sum(axis=1, keepdims=True) * x, dy.sum(axis=0) * w, db"),
    ),
    "a product of sums": (
        DENSE, (FORWARD, "y = 0 * (x @ w) + x.sum() * w.sum() + b.sum()"),
        ("x, w = cache", "x, w = cache\n    s = dy.sum()"),
        ("return dx, dw, db", "return s * w.sum() + 0 * x, s * x.sum() + 0 * w, s + 0 * db"),
    ),
    "squares for a loss": (
        "losses/softmax-cross-entropy",
        ("np.asarray(-logp[np.arange(len(t)), t].mean())", "np.asarray((z**2).mean())"),
        ("return loss, (logp, t)", "return loss, (z, t)"),
        ("    return dloss * dz / len(t)", "    return 2 * dloss * logp / logp.size"),
    ),
    "a square for a sigmoid": (
        "activations/sigmoid", ("return y, y", "return x * x, x"), ("return dy * y * (1 - y)", "return 2 * dy * y"),
    ),
    "inconsistent": (DENSE, (FORWARD, "y = np.tanh(x @ w + b)")),
}  # fmt: skip


def judged(grader, exercise_id, edits, **options):
    exercise = Catalog().get(exercise_id)
    source = exercise.solution
    for find, replace in edits:
        assert source.count(find) == 1, find
        source = source.replace(find, replace)
    source = f"import numpy as np\n\n{source}"
    return grader.check(exercise, source.encode(), Options(salt="own", points=True, hidden=True, **options))


def earned(report):
    """By gradient, in how many of the cases with a wrong forward it earned its point."""
    own = [check.tensor for check in report.checks if check.own_forward]
    return {tensor: own.count(tensor) for tensor in dict.fromkeys(own)}


@pytest.mark.parametrize("name", HONEST)
def test_a_backward_that_is_right_for_a_wrong_forward_earns_its_points(grader, name):
    exercise_id, gradients, *edits = HONEST[name]
    report = judged(grader, exercise_id, edits)
    assert (report.verdict, report.stage) == ("fail", "forward")
    assert list(earned(report)) == gradients.split()
    assert "own-forward" in {note.id for note in report.notes}
    assert 0 < report.score < 1


def test_strict_leaves_them_their_points(grader):
    exercise_id, gradients, *edits = HONEST["dense omits b"]
    report = judged(grader, exercise_id, edits, strict=True)
    assert list(earned(report)) == gradients.split()
    assert all(check.passed for check in report.checks if check.own_forward)


@pytest.mark.parametrize("name", FAKES)
def test_a_forward_that_was_made_to_be_easy_earns_nothing(grader, name):
    exercise_id, *edits = FAKES[name]
    report = judged(grader, exercise_id, edits)
    assert (report.verdict, report.stage) == ("fail", "forward")
    assert earned(report) == {}
    assert report.score < 0.2


def test_where_only_some_cases_are_wrong_the_others_are_judged_as_ever(grader):
    """Padding with ones shows where there is padding."""
    report = judged(grader, CONV, [("(pad, pad)))", "(pad, pad)), constant_values=1.0)")])
    plain = [c for c in report.checks if c.stage == "gradient" and c.passed and not c.own_forward]
    assert {check.tensor for check in plain} == {"dx", "dw", "db"}
    assert all(check.tolerance == pytest.approx(1e-12) for check in plain)
