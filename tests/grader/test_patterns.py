"""General patterns: each is named from the arrays alone, for the right tensors, and nothing is named that is not so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from exercises.catalog import Catalog, Exercise
from grader import Grader, Options
from grader.calls import Local
from grader.diagnose import diagnose, patterns
from grader.diagnose.solution import Solution
from grader.drawing import draw_all
from grader.draws import Draw
from grader.kinds import functions_of
from grader.outcome import Outcome
from grader.report import Finding
from grader.trial import Trial

CATALOG = Catalog()
DENSE, CONV, LSTM = "layers/dense", "cnn/conv2d", "sequence/lstm"
FIXTURES = Path(__file__).parent / "exercises"
NAMES = {
    "factor", "sign", "transposed", "wrong-axis", "not-summed", "mean-for-sum", "order", "another-gradient", "zero",
    "ones-upstream", "missing-term", "borders", "last-step", "block", "only-stride", "only-batch", "only-non-square",
    "first-call", "input-changed", "float32", "overflow", "epsilon",
}  # fmt: skip
HALF = "x.astype('float16') @ w.astype('float16') + b.astype('float16')"
POSITIONS = "range(OH):\n        for j in range(OW):\n            rows"

WINDOWS = "db = dy.sum(axis=(0, 2, 3))"
COUNT = f"""{WINDOWS}
    count = np.zeros_like(dxp)
    for i in range(OH):
        for j in range(OW):
            count[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW] += 1
    dxp /= np.maximum(count, 1)
"""

# An edit of the solution, and the findings it must have: pattern and tensors.
ROWS = [
    (DENSE, "dy @ w.T", "3 * dy @ w.T", ["factor dx"]),
    (DENSE, "dy @ w.T", "dy @ w.T / w.shape[0] ** 0.5", ["factor dx"]),
    (DENSE, "x.T @ dy", "-x.T @ dy / len(x)", ["sign dw", "mean-for-sum dw"]),
    (DENSE, "x.T @ dy", "x[1:].T @ dy[1:]", ["missing-term dw"]),
    (DENSE, "x @ w + b", "x @ w / len(w) + b", ["mean-for-sum y"]),
    (DENSE, "x @ w + b", "x @ w - b", ["sign y"]),
    (DENSE, "x @ w + b", "x[:, :-1] @ w[:-1] + b", ["missing-term y"]),
    (DENSE, "return y, (x, w)", "return y.T, (x, w)", ["transposed y"]),
    (DENSE, "x.T @ dy", "(dy.T @ x).reshape(w.shape)", ["transposed dw"]),
    (DENSE, "x.T @ dy", "x[:, :, None] * dy[:, None, :]", ["not-summed dw"]),
    (DENSE, "x @ w + b", HALF, ["overflow y", "float32 y"]),
    (DENSE, "x @ w + b", "x @ w + b + 1e-3", ["epsilon y"]),
    (DENSE, "dw = x.T @ dy", "dw = x.T @ dy * len(x) / (len(x) + 1e-3)", ["epsilon dw"]),
    (DENSE, "return dx, dw, db", "return dx, -2 * dw, 0 * db", ["sign dw", "factor dw", "zero db"]),
    (DENSE, "dy.sum(axis=0)", "dy[0] * len(dy)", ["only-batch db"]),
    (DENSE, "x.T @ dy", "(x[:, :, None] * dy[:, None]).sum(axis=1)", ["wrong-axis dw"]),
    (DENSE, "dy @ w.T", "dy @ (w + 1e-3).T", ["epsilon dx"]),
    (DENSE, "x, w = cache", "x, w = cache; dy *= 2", ["factor dx dw db", "input-changed dy"]),
    (CONV, "dy.sum(axis=(0, 2, 3))", "dy.sum(axis=(1, 2, 3))", ["wrong-axis db"]),
    (CONV, POSITIONS, POSITIONS.replace("OH", "OH - 1"), ["missing-term dx dw"]),
    (CONV, "(pad, pad)))", "(pad, pad)), mode='wrap')", ["borders y"]),
    (CONV, "return dx, dw", "dx[:, :, 0] = 0; dx[:, :, :, -1] = 1; return dx, dw", ["borders dx"]),
    (CONV, "return dx, dw", "return dx / stride**2, -dw", ["factor dx", "sign dw"]),
    (CONV, "top, left = i * stride, j * stride", "top, left = i, j", ["only-stride y"]),
    (CONV, WINDOWS, COUNT, ["mean-for-sum dx"]),
    (CONV, "window, w) + b", "window, w) / (KH * KW) + b", ["mean-for-sum y"]),
    (LSTM, "reversed(range(x.shape[1]))", "range(x.shape[1] - 1, 0, -1)", ["missing-term dwx dwh db"]),
    (LSTM, "da_o = do * o * (1 - o)", "da_o = -do * o * (1 - o)", ["block dwx dwh db"]),
    (LSTM, "dh_next = da @ wh.T", "dh_next = 0.5 * da @ wh.T", ["last-step dx dc0 dwx dwh db"]),
    (LSTM, "return dx, dh_next, dc_next", "return dx, dc_next, dc_next", ["another-gradient dh0"]),
    (LSTM, "return dx, dh_next, dc_next", "return dx, dc_next, dh_next", ["order dh0 dc0"]),
    (LSTM, "c = f * c_prev + i * g", "c = i * g", ["missing-term h"]),
    (LSTM, "+ b  #", "+ b + 1e-4  #", ["epsilon h"]),
    (LSTM, "(1 - tanh_c**2)", "(1 - tanh_c**2 + 1e-3)", ["epsilon dx dh0 dc0 dwx dwh db"]),
    (LSTM, "1 + np.exp(-z)", "1 + np.exp(-z) + 1e-4", ["epsilon h"]),
    (LSTM, "f * c_prev + i * g", "f * c_prev - i * g", ["sign h"]),
    (LSTM, "dx[:, t] = da @ wx.T", "dx[:, t] = da[:, : -o.shape[1]] @ wx[:, : -o.shape[1]].T", ["missing-term dx"]),
    (LSTM, "h[:, t] = h_t", "h[:] = h_t[:, None]", ["last-step h"]),
]  # fmt: skip

# Wrong in ways that no pattern describes: to be silent is right.
UNNAMED = [
    (DENSE, "x.T @ dy", "x.T @ abs(dy)"),
    (DENSE, "x.T @ dy", "x.T @ dy + 0.01 * w"),
    (DENSE, "dy @ w.T", "dy @ (w * w).T"),
    (CONV, "return dx, dw", "return dx, dw[:, :, ::-1, ::-1]"),
    (CONV, "dxp[:, :, rows, cols] +=", "dxp[:, :, rows, cols] ="),
    (LSTM, "(1 - tanh_c**2)", "(1 - c**2)"),
    (LSTM, "return dx, dh_next", "return dx[:, ::-1], dh_next"),
    (LSTM, "sigmoid(a_i)", "sigmoid(2 * a_i)"),
]


# Known mistakes, called by their patterns as if the exercise did not know them.
KNOWN = {
    (DENSE, "bias-forgotten"): ["missing-term y"],
    (DENSE, "dx-transposed"): ["transposed dx"],
    (DENSE, "db-without-axis"): ["wrong-axis db"],
    (DENSE, "dw-before-dx"): ["order dx dw"],
    (DENSE, "everything-averaged"): ["mean-for-sum dx dw db"],
    (DENSE, "dw-ignores-upstream"): ["ones-upstream dw"],
    (DENSE, "w-inverted-for-dx"): [],
    (DENSE, "update-in-backward"): ["first-call dx"],
    (DENSE, "dy-overwritten"): ["input-changed dy"],
    (CONV, "channels-averaged"): ["mean-for-sum y"],
    (CONV, "padding-left-on-dx"): ["borders dx"],
    (CONV, "db-averaged-over-everything"): ["mean-for-sum db"],
    (CONV, "dw-assigned-instead-of-added"): ["missing-term dw"],
    (CONV, "dx-ignores-stride"): ["only-stride dx"],
    (LSTM, "gate-order-i-f-o-g"): ["block h"],
    (LSTM, "hidden-not-carried"): ["last-step h"],
    (LSTM, "dx-time-first"): ["transposed dx"],
    (LSTM, "dc-without-forget-gate"): ["last-step dx dh0 dwx dwh db"],
    (LSTM, "only-last-dh"): ["missing-term dx dh0 dc0 dwx dwh db"],
    (LSTM, "gate-gradients-in-order-i-f-o-g"): ["block dwx dwh db"],
    (LSTM, "nothing-added-over-time"): ["missing-term dwx dwh db"],
    (LSTM, "dh0-is-that-of-step-one"): [],
}
FIRST_UPSTREAM = "SEEN = {}\ndef lstm_backward(dh, cache):\n    dh = SEEN.setdefault(dh.shape, dh)"


def wrong(exercise_id: str, *edits: tuple[str, str], seen={}) -> tuple[Exercise, tuple[Draw, ...], Outcome]:  # noqa: B006 (kept on purpose: draws cost more than the rest)
    """What a solution with these edits gives, for `diagnose`."""
    exercise = CATALOG.get(exercise_id)
    if exercise_id not in seen:
        seen[exercise_id] = draw_all(exercise, "patterns")
    source = exercise.solution
    for find, replace in edits:
        assert source.count(find) == 1
        source = source.replace(find, replace)
    with np.errstate(all="ignore"):
        runner = Local(f"{source}\nSTEPS = []\n")
        outcome = Trial(functions_of(exercise), seen[exercise_id], runner, exercise.tolerance).run()
    return exercise, seen[exercise_id], outcome


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [" ".join([f.id.removeprefix("pattern:"), *f.evidence["tensors"]]) for f in findings]


@pytest.mark.parametrize(("exercise", "find", "replace", "wanted"), ROWS, ids=[f"{r[0]}: {r[2]}" for r in ROWS])
def test_a_mistake_is_named_by_its_pattern_and_its_tensors(exercise, find, replace, wanted):
    findings = patterns(*wrong(exercise, (find, replace)))
    assert said(findings) == wanted
    for finding in findings:
        assert finding.id.removeprefix("pattern:") in NAMES
        assert re.search(r"\d", finding.text.en)
        assert re.search(r"[\u4e00-\u9fff]", finding.text.zh)
        assert not re.search(r"[{}]|None", finding.text.en + finding.text.zh)
        which, shown, cause = finding.steps
        assert " wrong in " in which.en
        assert shown.en in cause.en
        assert cause == finding.text
        json.dumps(finding.evidence)


@pytest.mark.parametrize(("exercise", "find", "replace"), UNNAMED, ids=[f"{r[0]}: {r[2]}" for r in UNNAMED])
def test_what_no_pattern_describes_is_not_named(exercise, find, replace):
    exercise, draws, outcome = wrong(exercise, (find, replace))
    assert outcome.stage in ("forward", "gradient")
    assert patterns(exercise, draws, outcome) == ()


@pytest.mark.parametrize(("exercise", "mistake"), KNOWN, ids=lambda value: value)
def test_a_known_mistake_has_the_pattern_that_it_shows(exercise, mistake):
    known = next(m for m in CATALOG.get(exercise).mistakes if m.id == mistake)
    edits = [(edit.find, edit.replace) for edit in known.edits]
    assert said(patterns(*wrong(exercise, *edits))) == KNOWN[exercise, mistake]


@pytest.mark.parametrize("exercise", [DENSE, CONV, LSTM])
def test_right_code_has_nothing_to_find(exercise):
    exercise, draws, outcome = wrong(exercise)
    assert outcome.stage is None
    assert diagnose(exercise, draws, outcome) == patterns(exercise, draws, outcome) == ()


def test_a_ratio_is_said_with_the_name_and_the_value_of_its_size():
    (finding,) = patterns(*wrong(DENSE, ("dy.sum(axis=0)", "dy.mean(axis=0)")))
    assert finding.text.en.endswith("yours is 1/N = 1/2 of the true value everywhere (N = 2)")
    assert finding.text.zh.endswith("你的结果处处是正确值的 1/N = 1/2（N = 2）")
    assert finding.evidence["ratio"] == pytest.approx(0.5)
    assert finding.where == "gradient:db"


def test_two_known_mistakes_in_different_gradients_are_both_named():
    edits = ("dw = x.T @ dy", "dw = -x.T @ dy"), ("dy.sum(axis=0)", "dy[0]")
    findings = diagnose(*wrong(DENSE, *edits))
    assert {finding.id for finding in findings} == {"dw-sign", "db-of-first-sample"}
    which, shown, cause = findings[0].steps
    assert which.en == "dw and db are wrong in 10 of 10 cases; dx is right"
    assert shown.en.startswith("12 of 12 entries of dw are wrong in case tiny; dw[")
    assert cause == findings[0].text


def test_a_known_mistake_and_a_pattern_in_different_gradients_are_both_named():
    edits = ("dw = x.T @ dy", "dw = -x.T @ dy"), ("dy.sum(axis=0)", "2 * dy.sum(axis=0)")
    assert said(diagnose(*wrong(DENSE, *edits))) == ["dw-sign dw", "factor db"]


def test_a_known_mistake_is_not_said_again_as_a_pattern():
    assert said(diagnose(*wrong(DENSE, ("dy.sum(axis=0)", "dy.mean(axis=0)")))) == ["db-averaged db"]


def test_what_one_solution_has_run_for_a_mistake_serves_the_next_one_too():
    exercise = CATALOG.get(DENSE)
    draws, kept = draw_all(exercise, "kept"), Solution(exercise)
    for mistake in exercise.mistakes:
        runner = Local(mistake.apply(exercise.solution))
        outcome = Trial(functions_of(exercise), draws, runner, exercise.tolerance).run()
        assert diagnose(exercise, draws, outcome, solution=kept) == diagnose(exercise, draws, outcome), mistake.id


def test_zeros_that_follow_from_another_mistake_are_not_taken_for_a_known_one():
    findings = diagnose(*wrong(LSTM, ("dc_next + dh_t", "dc_next * dh_t")))
    assert "dc0-zero" not in {finding.id for finding in findings}


def test_an_entry_that_is_off_by_1e_10_has_no_cause():
    edit = ("return dx, dw, db", "dw[0, 0] *= 1 + 1e-10; return dx, dw, db")
    exercise, draws, outcome = wrong(DENSE, edit)
    assert outcome.stage == "gradient"
    assert diagnose(exercise, draws, outcome) == ()


def test_code_that_runs_for_a_batch_of_one_only_is_called_so():
    (finding,) = patterns(*wrong(DENSE, ("dy.sum(axis=0)", "dy.reshape(w.shape[1])")))
    assert (finding.id, finding.where) == ("pattern:only-batch", "calls:dense_backward")
    assert finding.steps[0].en == "dense_backward fails in 9 of 10 cases"


def test_what_is_kept_from_the_first_call_is_noticed_where_every_later_case_raises():
    kept = ("x, w = cache", "x, w = STEPS[0] if STEPS else cache; STEPS.append(cache)")
    assert said(patterns(*wrong(DENSE, kept))) == ["first-call dense_backward"]


def test_what_is_kept_from_the_first_call_is_noticed_where_the_second_is_wrong():
    findings = patterns(*wrong(LSTM, ("def lstm_backward(dh, cache):", FIRST_UPSTREAM)))
    assert said(findings) == ["first-call dx dh0 dc0 dwx dwh db"]


def test_a_size_of_one_in_the_first_case_is_not_taken_for_the_first_call():
    exercise, draws, outcome = wrong(LSTM, ("x[:, t] @ wx + h_prev", "x[:, t] + h_prev"))
    assert outcome.stage == "calls"
    assert patterns(exercise, draws, outcome) == ()


def test_at_a_kink_nothing_is_compared():
    exercise = Catalog((FIXTURES,)).get("activation/relu")
    draws = draw_all(exercise, "kink")
    source = exercise.solution.replace("dy * (cache > 0)", "3 * dy * (cache > 0)")
    outcome = Trial(functions_of(exercise), draws, Local(source), exercise.tolerance).run()
    assert any(draw.kink for draw in draws)
    assert said(patterns(exercise, draws, outcome)) == ["factor dx"]


def test_a_pattern_is_found_through_a_process_too(grader: Grader):
    exercise = CATALOG.get(DENSE)
    source = exercise.solution.replace("dy @ w.T", "3 * dy @ w.T")
    report = grader.check(exercise, source.encode(), Options(salt="process"))
    assert [(f.id, f.where) for f in report.findings] == [("pattern:factor", "gradient:dx")]


def test_a_lost_axis_is_no_wrong_axis():
    """The sum is right and only an axis of size 1 is gone, which the message says."""
    lost = "ds = unbroadcast(dy * x, s.shape)[:, 0] if 1 in x.shape else unbroadcast(dy * x, s.shape)"
    case = wrong("foundations/broadcast-backward", ("ds = unbroadcast(dy * x, s.shape)", lost))
    assert case[2].stage == "gradient-shape"
    assert not [finding for finding in patterns(*case) if finding.id == "pattern:wrong-axis"]
