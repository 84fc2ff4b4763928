"""The stage `cost`: how time grows is measured, how long it is is not, and nothing is learnt by remembering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from exercises.catalog import Exercise
from grader import Grader, Options, cost, messages
from grader.calls import Local
from grader.draws import stream
from grader.report import Check
from grader.rows import score

SALT = "cost"
QUICK = 1e-6
"""Seconds in which nothing can be differentiated numerically."""
SLOW = 0.05
"""Seconds of the widest case in which it can; x has 1024 numbers there."""
RAISES = """
def dense_backward(dy, cache):
    raise ValueError
"""
TWICE = """
right = dense_backward
def dense_backward(dy, cache):
    return [2 * g for g in right(dy, cache)]
"""
BURNS = """
import time
right = dense_backward
def dense_backward(dy, cache):
    end = time.process_time() + 3e-6 * cache[0].size
    while time.process_time() < end:
        pass
    return right(dy, cache)
"""


@dataclass
class Paced:
    """A child that is right and whose clock is told how long its calls take, by the size of x."""

    local: Local
    seconds: Callable[[int], float]
    sizes: list[int] = field(default_factory=list)
    seen: list[bytes] = field(default_factory=list)
    cases: set[str] = field(default_factory=set)
    ended: int = 0
    now: float = 0.0
    distant = True

    def __enter__(self) -> Paced:
        return self

    def __exit__(self, *_: object) -> None:
        self.ended += 1

    def allow(self, seconds: float) -> None:
        assert seconds > 0

    def clock(self) -> float:
        return self.now

    def perform(self, calls: list[dict[str, Any]], arrays: list[np.ndarray], max_bytes: int) -> Any:
        self.now += self.seconds(arrays[0].size)
        self.sizes.append(arrays[0].size)
        self.seen.append(arrays[0].tobytes())
        self.cases |= {call["case"] for call in calls}
        return self.local.perform(calls, arrays, max_bytes)


def paced(exercise: Exercise, *paces: Callable[[int], float], spoilt: str = "") -> tuple[list[Check], list[Paced]]:
    """The checks, where the judged process has the first pace and fresh ones have the others, the last for the rest."""
    source = exercise.solution + spoilt
    children = [Paced(Local(source), paces[0])]

    def fresh(seconds: int) -> Any:
        assert seconds >= 1
        children.append(Paced(Local(source), paces[min(len(children), len(paces) - 1)]))
        return children[-1]

    found = cost.checks(exercise, SALT, children[0], fresh)  # type: ignore[arg-type]
    return found, children


def linear(size: int) -> float:
    return SLOW * size / 1024


def quadratic(size: int) -> float:
    return SLOW * (size / 1024) ** 2


def test_quick_code_is_looked_at_once_and_never_measured(dense: Exercise) -> None:
    found, children = paced(dense, lambda size: QUICK)
    assert [(check.tensor, check.passed, check.error) for check in found] == [("N", True, None), ("D", True, None)]
    assert [len(child.sizes) for child in children] == [1]


def test_slow_code_passes_when_it_grows_linearly(dense: Exercise) -> None:
    found, _ = paced(dense, linear)
    assert [check.passed for check in found] == [True, True]
    assert [check.error for check in found] == pytest.approx([1.0, 1.0])


def test_quadratic_growth_is_refused_in_the_size_that_shows_it_soonest(dense: Exercise) -> None:
    found, children = paced(dense, quadratic)
    (check,) = found
    assert (check.tensor, check.passed) == ("D", False)
    assert check.error > 5 * check.tolerance
    assert all(child.ended for child in children[1:])


def busy(size: int) -> float:
    return 4 * linear(size)


@pytest.mark.parametrize(
    "paces",
    [
        [linear, linear, busy, linear, linear],
        [linear, linear, busy, busy, busy, linear],
    ],
    ids=["once", "from then on"],
)
def test_a_machine_that_gets_busy_refuses_nobody(dense: Exercise, paces: list[Callable[[int], float]]) -> None:
    """Fresh processes: the base and the larger run, and both again because of what was seen."""
    found, children = paced(dense, *paces)
    assert [check.passed for check in found] == [True, True]
    assert len(children) == len(["judged", "base", "larger", "base", "larger", "the other size"])


def test_a_slow_base_is_enlarged_by_less_and_never_by_too_little(dense: Exercise) -> None:
    def factor(pace: float) -> int:
        _, children = paced(dense, lambda size: pace * size / 1024)
        return children[2].sizes[0] // children[1].sizes[0]

    assert factor(0.02) == cost.MOST_FACTOR
    assert factor(0.05) == int(cost.BUDGET / 0.05)
    assert factor(0.3) == cost.LEAST_FACTOR


def test_differences_cheaper_than_their_calls_are_refused_by_a_still_larger_run(dense: Exercise) -> None:
    """Twenty times the numbers cost 2.2 times as much each: not enough to refuse, too much to believe."""
    found, children = paced(dense, lambda size: linear(size) * (15 + size / 1024) / 16)
    (check,) = found
    assert (check.tensor, check.passed) == ("D", False)
    smaller, larger = (child.sizes[0] for child in children[2:4])
    assert larger == cost.LARGER * smaller


def test_what_nobody_can_wait_for_has_a_smaller_base(dense: Exercise) -> None:
    _, children = paced(dense, lambda size: size / 1024)
    assert children[1].sizes == [1024]
    assert set(children[2].sizes) < set(range(100))


def test_no_two_runs_see_the_same_numbers_or_a_case(dense: Exercise) -> None:
    _, children = paced(dense, quadratic)
    seen = [array for child in children for array in child.seen]
    assert len(set(seen)) == len(seen) > 10
    assert {case for child in children for case in child.cases} == {""}


def test_no_row_of_a_larger_case_is_repeated(dense: Exercise) -> None:
    wide = max(dense.reference.cases(stream(SALT)), key=lambda case: case.args["x"].size)
    for size, axis in (("N", 0), ("D", 1)):
        larger = cost.grown(dense, wide, size, 32, stream("jitter")).args["x"]
        assert larger.shape[axis] == 32 * wide.args["x"].shape[axis]
        assert len(np.unique(larger, axis=axis)) == len(larger)
        assert np.unique(larger, axis=axis).shape == larger.shape


@pytest.mark.parametrize("spoilt", [RAISES, TWICE], ids=["fails", "is wrong"])
def test_what_fails_or_is_wrong_when_timed_is_refused_however_quick(dense: Exercise, spoilt: str) -> None:
    found, _ = paced(dense, lambda size: QUICK, spoilt=spoilt)
    (check,) = found
    assert not check.passed
    assert check.error == np.inf
    assert "fails or is wrong when it is timed" in messages.of_cost(check).en


def test_the_message_names_the_size_and_what_to_do(dense: Exercise) -> None:
    text = messages.of_cost(paced(dense, quadratic)[0][0])
    assert "as D grows" in text.en
    assert "more than 2.5 times" in text.en
    assert "derive the gradient" in text.en
    assert "D 增长倍数的 2.5 倍" in text.zh


def test_a_real_process_has_its_time_taken_by_the_kernel(grader: Grader, dense: Exercise) -> None:
    """Slower than a forward for every number and linear: passes, by measuring."""
    report = grader.check(dense, (dense.solution + BURNS).encode(), Options(salt="tests"))
    assert report.passed, report.message.en
    assert all(check.error <= check.tolerance for check in report.checks if check.stage == "cost")


def test_a_gradient_that_costs_a_forward_an_entry_earns_nothing(dense: Exercise) -> None:
    checks = [
        Check("forward:y", "forward", "y", "tiny", passed=True),
        Check("gradient:dx", "gradient", "dx", "tiny", passed=True),
        Check("gradient:dw", "gradient", "dw", "tiny", passed=True),
    ]
    assert score(dense, [*checks, Check("cost", "cost", "D", "", passed=None)]) == pytest.approx(3 / 4)
    assert score(dense, [*checks, Check("cost", "cost", "D", "", passed=False)]) == pytest.approx(1 / 4)
