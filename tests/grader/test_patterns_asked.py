"""Patterns that take another run of the learner's code: conditions, rounding and overflow inside it, what it keeps."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext

import numpy as np
import pytest

from exercises.catalog import Catalog
from grader import Grader, Options
from grader.calls import Local
from grader.diagnose import patterns
from grader.report import Finding
from grader.sandbox import SandboxError
from tests.grader.test_patterns import CONV, DENSE, LSTM, said, wrong

CROP, COLUMNS, CARRY = "pad : WP - pad]", "j * stride, j * stride + KW)", "h_prev, c_prev = h_t, c"
DDB, DX, STEPS = "dy.sum(axis=(0, 2, 3))", "dx[:, t] = da @ wx.T", "f, g, o, c))"
SCALED = "(2**16 * (dh[:, t] + dh_next)).astype('f2').astype(float) / 2**16"
ALL = "dx dh0 dc0 dwx dwh db"

# An edit of the solution, and the findings it must have: pattern and tensors.
ROWS = [
    (DENSE, "dy @ w.T", "dy[:, : len(w)] @ w[:, : len(w)].T", ["only-non-square dx"]),
    (DENSE, "x.T @ dy", "x.T @ dy[::-1]", ["only-batch dw"]),
    (CONV, CROP, "pad : HP - pad]", ["only-non-square dx"]),
    (CONV, "F, _, KH, KW = w.shape", "F, _, KW, KH = w.shape", ["only-non-square conv2d_forward"]),
    (CONV, "(W + 2 * pad - KW)", "(W + 2 * pad - KH)", ["only-non-square conv2d_forward"]),
    (CONV, COLUMNS, "j, j * stride + KW)", ["only-stride conv2d_backward"]),
    (CONV, DDB, f"{DDB}; dxp = np.roll(dxp, (len(xp[0, 0]) - KH) % stride, axis=2)", ["only-stride dx"]),
    (CONV, DDB, f"{DDB}; dxp = dxp[:, :, ::-1] if pad else dxp", ["borders dx"]),
    (CONV, "((0, 0), (0, 0), (pad, pad), (pad, pad))", "((0, 0), (0, 0), (pad, pad), (pad, 0))", []),
    (LSTM, "N, T, _ = x.shape", "N, T, _ = x.shape; x = x.reshape(T, N, -1).swapaxes(0, 1)", ["only-batch h"]),
    (LSTM, CARRY, "h_prev, c_prev = h_t.mean(axis=0, keepdims=True), c", ["only-batch h"]),
    (LSTM, STEPS, "f, g, o, c.astype('f2')))", [f"float32 {ALL}"]),
    (LSTM, "dh[:, t] + dh_next", SCALED, [f"overflow {ALL}"]),
    (LSTM, CARRY, "h_prev, c_prev = h_t, c0", ["last-step h"]),
]  # fmt: skip

# Near misses of these patterns: to be silent is right.
UNNAMED = [
    (DENSE, "x.T @ dy", "x.T @ (dy + 1e-4 * dy * dy)"),
    (DENSE, "x.T @ dy", "x.T @ (dy / (1 + dy * dy))"),
    (CONV, "F, _, KH, KW = w.shape", "F, _, KH, KW = w.shape; KH != KW and w.flipped"),
    (CONV, DDB, f"{DDB}; dxp = dxp[:, :, ::-1]"),
    (CONV, CROP, "pad : WP - pad][:, :, :0]"),
    (CONV, "OH, OW = dy.shape[2:]", "OH, OW = dy.shape[:2]"),
    (LSTM, "dh_t = dh[:, t] + dh_next", "dh_t = np.clip(dh[:, t] + dh_next, -1, 1)"),
    (LSTM, " * (1 - tanh_c**2)", ""),
    (LSTM, "dc_next = dc * f", "dc_next = dc * steps[t - 1][3] if t else dc * f"),
]


def told(exercise_id: str, *edits: tuple[str, str]) -> tuple[Finding, ...]:
    """The patterns of an edited solution that can be run again."""
    exercise, draws, outcome = wrong(exercise_id, *edits)
    source = f"{exercise.solution}\nSTEPS = []\n"
    for find, replace in edits:
        source = source.replace(find, replace)
    with np.errstate(all="ignore"):
        return patterns(exercise, draws, outcome, lambda: nullcontext(Local(source)))


@pytest.mark.parametrize(("exercise", "find", "replace", "wanted"), ROWS, ids=[f"{r[0]}: {r[2]}" for r in ROWS])
def test_a_mistake_is_named_by_running_it_again(exercise, find, replace, wanted):
    assert said(told(exercise, (find, replace))) == wanted


@pytest.mark.parametrize(("exercise", "find", "replace"), UNNAMED, ids=[f"{r[0]}: {r[2]}" for r in UNNAMED])
def test_what_only_looks_alike_is_not_named(exercise, find, replace):
    _, _, outcome = wrong(exercise, (find, replace))
    assert outcome.stage in ("calls", "gradient", "gradient-shape")
    assert said(told(exercise, (find, replace))) == []


def test_a_condition_is_told_as_it_was_tried():
    (finding,) = told(CONV, (CROP, "pad : HP - pad]"))
    assert "every case where it is wrong has H ≠ W, and is right when run with H = W instead" in finding.text.en
    assert "出错的用例都是 H ≠ W；换成 H = W 再运行就对了" in finding.text.zh


def test_what_is_kept_between_cases_is_seen_in_a_new_process():
    kept = ("x, w = cache", "x, w = cache; STEPS.append(1); dy = dy * len(STEPS) ** 0.5")
    _, _, outcome = wrong(DENSE, kept)
    assert outcome.stage == "gradient"
    assert said(told(DENSE, kept)) == ["first-call dx dw db"]


@contextmanager
def refused():
    raise SandboxError("no more processes")
    yield


def test_without_a_process_what_takes_one_is_not_said():
    exercise, draws, outcome = wrong(CONV, (CROP, "pad : HP - pad]"))
    assert patterns(exercise, draws, outcome, refused) == ()


def test_a_process_of_its_own_is_asked_when_a_submission_is_judged(grader: Grader):
    exercise = Catalog().get(CONV)
    source = exercise.solution.replace(CROP, "pad : HP - pad]")
    report = grader.check(exercise, source.encode(), Options(salt="asked"))
    assert [(f.id, f.where) for f in report.findings] == [("pattern:only-non-square", "gradient-shape:dx")]
