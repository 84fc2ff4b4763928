"""The smallest case on which a submission is still wrong in the same way, and when there is none to show."""

from __future__ import annotations

import time

import numpy as np
import pytest

from exercises.catalog import Argument, Case, Exercise, Function
from exercises.content import Text
from grader import Grader, Options, judge, tries
from grader.candidates import Candidate, Sizes, fitted
from grader.report import Finding
from tests.grader.smallest import CATALOG, PATIENT, smallest

DENSE, CONV, LSTM = (CATALOG.get(name) for name in ("layers/dense", "cnn/conv2d", "sequence/lstm"))
RELU, SOFTMAX = (CATALOG.get(name) for name in ("activation/relu", "loss/softmax-cross-entropy"))

NUMPY = (("def dense_forward", "import numpy as np\n\ndef dense_forward"),)


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(tries, "LIMITS", PATIENT)


def edited(exercise: Exercise, *edits: tuple[str, str]) -> str:
    source = exercise.solution
    for old, new in edits:
        assert old in source
        source = source.replace(old, new)
    return source


@pytest.mark.parametrize(
    ("exercise", "edit", "text"),
    [
        (
            DENSE, ("dy.sum(axis=0)", "dy.mean(axis=0)"),
            "N = 2, D = 1, M = 1, dy = [[1], [0]], all else 0: db must be 1, yours is 0.5",
        ),
        (
            DENSE, ("x.T @ dy", "-x.T @ dy"),
            "N = 1, D = 1, M = 1, x = 2, dy = 1, all else 0: dw must be 2, yours is -2",
        ),
        (
            DENSE, ("x @ w + b", "x @ w"),
            "N = 1, D = 1, M = 1, b = 2, all else 0: y must be 2, yours is 0",
        ),
        (
            DENSE, ("dy.sum(axis=0)", "dy.sum(axis=0, keepdims=True)"),
            "N = 1, D = 1, M = 1: db has shape (1, 1); it must have shape (1,)",
        ),
        (
            DENSE, ("return dx, dw, db", "w *= 2; return dx, dw, db"),
            ("N = 1, D = 1, M = 1, w = 2, dy = 1, all else 0: dx must be 2 again, "
             "but the second dense_backward on the same cache gives 4"),
        ),
        (
            CONV, ("dw += np.einsum", "dw = np.einsum"),
            ("H = 2, stride = 1, pad = 0, other sizes 1, x = [[[[2], [0]]]], dy = [[[[1], [0]]]], all else 0: "
             "dw must be 2, yours is 0"),
        ),
        (
            LSTM, ("return dx, dh_next, dc_next", "return dx, dh_next, np.zeros_like(dc_next)"),
            "N = 1, T = 1, D = 1, H = 1, dh = 1, all else 0: dc0 must be 0.25, yours is 0",
        ),
        (
            RELU, ("(cache > 0)", "1"),
            "N = 1, D = 1, x = -1, dy = 1: dx must be 0, yours is 1",
        ),
        (
            SOFTMAX, (" / len(t)", ""),
            "N = 2, C = 2, dloss = 1, all else 0: dz[0, 0] must be -0.25, yours is -0.5",
        ),
    ],
)  # fmt: skip
def test_the_calculation_is_one_for_the_whiteboard(exercise, edit, text):
    found = smallest(exercise, edited(exercise, edit))
    assert found is not None
    assert found.text.en == text


def test_it_is_told_in_chinese_too():
    found = smallest(DENSE, edited(DENSE, ("dy.sum(axis=0)", "dy.mean(axis=0)")))
    assert found.text.zh == "N = 2，D = 1，M = 1，dy = [[1], [0]]，其余全为 0：db 应为 1，你的是 0.5"


def test_an_exception_is_looked_for_where_it_was_raised():
    found = smallest(DENSE, edited(DENSE, ("y = x @ w + b", "y = x @ w + b\n    if len(x) > 3: y[9, 9, 9]")))
    assert (found.stage, found.sizes, found.scalars) == ("calls", {"N": 4, "D": 1, "M": 1}, 0)
    assert found.raised.startswith("IndexError: too many indices")


def test_what_is_wrong_only_in_large_batches_is_cut_down_from_there():
    found = smallest(DENSE, edited(DENSE, ("dy.sum(axis=0)", "dy[:9].sum(axis=0)")))
    assert (found.sizes, found.scalars) == ({"N": 10, "D": 1, "M": 1}, 1)
    assert np.flatnonzero(found.upstreams["dy"]).tolist() == [9]
    assert (found.worst[0].yours, found.worst[0].expected) == (0.0, 1.0)


def test_a_state_outside_the_cache_needs_another_forward_in_between():
    source = edited(
        DENSE, ("return y, (x, w)", "SEEN[:] = [x, w]\n    return y, None"), ("x, w = cache", "x, w = SEEN")
    )
    found = smallest(DENSE, f"SEEN = []\n{source}")
    assert (found.stage, found.when) == ("repeat", "after another forward")
    assert "after another dense_forward in between" in found.text.en


def test_a_changed_argument_is_shown_before_and_after():
    found = smallest(DENSE, edited(DENSE, ("x, w = cache", "x, w = cache; dy += 1")))
    assert found.stage == "gradient"
    found = smallest(DENSE, edited(DENSE, ("return dx, dw, db", "dy += 1; return dx, dw, db")))
    assert (found.stage, found.tensor, found.scalars) == ("inputs", "dy", 0)
    assert found.text.en.endswith("dy was 0; after your code has run it is 1")


def test_a_small_error_is_shown_to_as_many_digits_as_it_takes():
    found = smallest(DENSE, edited(DENSE, ("x.T @ dy", "x.T @ dy * (1 + 3e-8)")))
    assert found.text.en.endswith("dw must be 1, yours is 1.00000003")


@pytest.mark.parametrize("body", ["raise NotImplementedError", "return None", "return 'dx', 'dw', 'db'"])
def test_what_every_case_shows_alike_needs_no_smaller_one(body):
    assert smallest(DENSE, edited(DENSE, ("x, w = cache", body))) is None


def test_a_solution_has_none():
    assert smallest(DENSE, DENSE.solution) is None


def test_a_known_mistake_must_explain_the_small_case_too():
    """Two mistakes in one tensor: only one of them was recognised, so only what it explains is shown."""
    both = edited(DENSE, ("dy.sum(axis=0)", "dy.mean(axis=0) + (dy.shape == (1, 1))"))
    mean = Finding("db-averaged", "gradient:db", {}, Text())
    assert smallest(DENSE, both).sizes["N"] == 1
    assert smallest(DENSE, both, (mean,)).sizes["N"] == 2


def test_code_that_is_wrong_by_chance_only_gets_none_or_one_that_the_judge_confirms():
    source = "import numpy as np\nR = np.random.default_rng(1)\n"
    source += edited(DENSE, ("return dx, dw, db", "return dx, dw, db * (1 + (R.random() > 0.5))"))
    found = smallest(DENSE, source)
    assert found is None or found.worst[0].yours == 2 * found.worst[0].expected


def test_no_time_means_no_counterexample(monkeypatch):
    monkeypatch.setattr(tries, "LIMITS", ((time.perf_counter, 1e-9),))
    assert smallest(DENSE, edited(DENSE, ("x.T @ dy", "-x.T @ dy"))) is None


def test_a_process_gives_the_same_and_what_it_prints_meanwhile_is_not_told(grader: Grader):
    source = edited(DENSE, ("dy.sum(axis=0)", "dy.mean(axis=0)"), ("x, w = cache", "x, w = cache; print(dy.size)"))
    plain = grader.check(DENSE, source.encode(), Options(salt="s"))
    told = grader.check(DENSE, source.encode(), Options(salt="s", shrink=True))
    assert plain.counterexample is None
    assert told.counterexample == smallest(DENSE, source)
    assert told.output == plain.output
    assert told.to_json("0")["counterexample"]["upstreams"] == {"dy": [[1.0], [0.0]]}


def test_a_submission_that_hangs_on_small_cases_still_has_its_verdict(grader: Grader):
    source = edited(
        DENSE, ("dy.sum(axis=0)", "dy.mean(axis=0)"), ("x, w = cache", "x, w = cache\n    while dy.size < 2: 0")
    )
    report = grader.check(DENSE, source.encode(), Options(salt="s", shrink=True))
    assert (report.verdict, report.stage, report.counterexample) == ("fail", "gradient", None)


def test_a_search_that_breaks_costs_no_verdict(grader: Grader, monkeypatch):
    def broken(*_):
        raise KeyError("a size that nobody has heard of")

    monkeypatch.setattr(judge, "shrink", broken)
    source = edited(DENSE, ("dy.sum(axis=0)", "dy.mean(axis=0)"))
    report = grader.check(DENSE, source.encode(), Options(salt="s", shrink=True))
    assert (report.verdict, report.stage, report.counterexample) == ("fail", "gradient", None)


def test_the_numbers_of_a_hidden_case_are_marked(grader: Grader):
    only = "(len(x) == 13)"  # the size of a case that is hidden, and too large to be built up from nothing
    source = edited(DENSE, ("dy.sum(axis=0)", f"dy.sum(axis=0) * (1 + {only})"))
    found = grader.check(DENSE, source.encode(), Options(salt="s", hidden=True, shrink=True)).counterexample
    assert found is not None
    assert found.hidden
    assert not smallest(DENSE, edited(DENSE, ("x.T @ dy", "-x.T @ dy"))).hidden


def test_small_cases_come_in_the_order_of_their_sizes_within_what_the_cases_allow():
    arguments = (Argument("p", ("N", "2D")), Argument("t", ("N",), "int64"), Argument("k", (), "int"))
    args = {"p": np.full((3, 8), 0.5), "t": np.zeros(3, np.int64), "k": 2}
    seeds = list(Sizes(Function("f", "forward", arguments)).seeds([Case("tiny", args)], Case("tiny", args)))
    sizes = [Sizes(Function("f", "forward", arguments)).of(seed.args) for seed in seeds]
    assert sizes[0] == {"N": 1, "D": 1, "k": 2}
    assert [sum(size.values()) for size in sizes] == sorted(sum(size.values()) for size in sizes)
    assert all(seed.args["p"].shape == (size["N"], 2 * size["D"]) for seed, size in zip(seeds, sizes, strict=True))
    assert {float(p) for seed in seeds for p in seed.args["p"].flat} <= {0.25, 0.5}
    assert {seed.args["t"].dtype for seed in seeds} == {np.dtype(np.int64)}


def test_many_numbers_are_left_to_the_file_and_too_many_are_none():
    many = smallest(DENSE, edited(DENSE, ("x.T @ dy", "x.T @ dy * (1 + (np.count_nonzero(x) > 40))"), *NUMPY))
    assert many.text.en.startswith("N = 11, D = 4, M = 1, numbers as `gradlings repro` writes them: dw[")
    assert 41 <= many.scalars <= 64
    assert smallest(DENSE, edited(DENSE, ("x.T @ dy", "x.T @ dy * (1 + (np.count_nonzero(x) > 90))"), *NUMPY)) is None


def test_an_upstream_keeps_its_numbers_as_far_as_they_reach():
    assert fitted(np.array([[7.0, 8.0, 9.0]]), (2, 2))[0].tolist() == [7.0, 8.0]


def test_only_entries_that_are_not_zero_count():
    assert Candidate({"x": np.array([[0.0, 2.0]]), "stride": 2}, {"dy": np.array([1.0, 0.0])}).scalars == 2
