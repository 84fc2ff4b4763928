"""Kinks: several right answers where a case says so, and no kink anywhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from exercises.catalog import OURS, Case, Catalog, Exercise
from grader import Grader, Options
from grader.calls import Local
from grader.compare import TOLERANCE
from grader.drawing import draw_all
from grader.draws import GraderFault, stream
from grader.kinds import functions_of
from grader.trial import Trial

CATALOG = Catalog((OURS, Path(__file__).parent / "exercises"))
RELU, ROW_MAX = CATALOG.get("activation/relu"), CATALOG.get("activation/row-max")

RELU_WITH = (
    "import numpy as np\ndef relu_forward(x):\n    return np.maximum(x, 0), x\ndef relu_backward(dy, x):\n    {}\n"
)
ROW_MAX_WITH = """
import numpy as np
def rowmax_forward(x):
    return x.max(axis=1), x
def rowmax_backward(dy, x):
    largest = x == x.max(axis=1, keepdims=True)
    first = largest & (largest.cumsum(axis=1) == 1)
    last = (largest[:, ::-1] & (largest[:, ::-1].cumsum(axis=1) == 1))[:, ::-1]
    return dy[:, None] * ({})
"""
RIGHT = {
    "relu'(0) = 0": (RELU, RELU_WITH.format("return dy * (x > 0)")),
    "relu'(0) = 1/2": (RELU, RELU_WITH.format("return dy * np.heaviside(x, 0.5)")),
    "relu'(0) = 1": (RELU, RELU_WITH.format("return dy * (x >= 0)")),
    "the first": (ROW_MAX, ROW_MAX_WITH.format("first")),
    "the last": (ROW_MAX, ROW_MAX_WITH.format("last")),
    "shared": (ROW_MAX, ROW_MAX_WITH.format("largest / largest.sum(axis=1, keepdims=True)")),
}
WRONG = {
    "relu'(0) = 0.3": (RELU, RELU_WITH.format("return dy * np.heaviside(x, 0.3)")),
    "relu'(0) = 2": (RELU, RELU_WITH.format("return dy * np.heaviside(x, 2.0)")),
    "0 for some and 1 for others": (
        RELU,
        RELU_WITH.format("return dy * ((x > 0) | ((x == 0) & (np.arange(x.shape[1]) % 2 == 0)))"),
    ),
    "the slope follows the upstream": (RELU, RELU_WITH.format("return dy * ((x > 0) | ((x == 0) & (dy > 0)))")),
    "all that are largest": (ROW_MAX, ROW_MAX_WITH.format("largest")),
    "the first here, the last there": (ROW_MAX, ROW_MAX_WITH.format("np.where(dy[:, None] > 0, first, last)")),
    "none of a tie": (ROW_MAX, ROW_MAX_WITH.format("largest & (largest.sum(axis=1, keepdims=True) == 1)")),
}


def tried(exercise: Exercise, source: str):
    return Trial(functions_of(exercise), draw_all(exercise, "kinks"), Local(source), exercise.tolerance).run()


def with_reference(exercise: Exercise, **changed: object) -> Exercise:
    """The exercise with some of its reference replaced."""
    other = replace(exercise)
    object.__setattr__(other, "_folder", exercise._folder)
    other.__dict__["reference"] = SimpleNamespace(**{**vars(exercise.reference), **changed})
    return other


@pytest.mark.parametrize(("exercise", "source"), RIGHT.values(), ids=RIGHT)
def test_each_of_the_usual_choices_is_right(exercise: Exercise, source: str) -> None:
    outcome = tried(exercise, source)
    assert not outcome.troubles
    assert all(check.passed for check in outcome.checks.values())


@pytest.mark.parametrize(("exercise", "source"), WRONG.values(), ids=WRONG)
def test_no_other_choice_is_and_no_mixture(exercise: Exercise, source: str) -> None:
    outcome = tried(exercise, source)
    assert outcome.stage == "gradient"
    assert all(trouble.case.startswith("kink") for trouble in outcome.troubles)


@pytest.mark.parametrize("exercise", [RELU, ROW_MAX], ids=["relu", "row-max"])
def test_the_gate_takes_each_right_answer_at_a_kink(exercise: Exercise) -> None:
    kinks = [draw for draw in draw_all(exercise, "gate") if draw.kink]
    assert len(kinks) == 2
    for draw in kinks:
        answers = [[[gradient.values["x"]] for gradient in truth] for truth in draw.truths]
        assert len(answers) == 3
        for answer in answers:
            assert draw.gate(answer) <= TOLERANCE
        (zero,), (half,) = answers[0][0], answers[1][0]
        assert draw.gate([[0.4 * zero + 0.6 * half]]) > 1e-3


def test_a_wrong_gradient_is_held_against_the_nearest_right_one() -> None:
    outcome = tried(RELU, RELU_WITH.format("dx = dy * (x >= 0); dx[0, 0] += 7; return dx"))
    for trouble in outcome.troubles:
        assert trouble.got is not None
        assert trouble.right is not None
        assert trouble.comparison is not None
        wrong = np.argwhere(np.abs(trouble.got - trouble.right) > 1e-9)
        np.testing.assert_array_equal(wrong, [[0, 0]])
        assert [entry.index for entry in trouble.comparison.worst] == [(0, 0)]
    assert any(trouble.case.startswith("kink") for trouble in outcome.troubles)


def test_a_kink_passes_and_fails_through_a_process_too(grader: Grader) -> None:
    for table, verdict in ((RIGHT, "pass"), (WRONG, "fail")):
        exercise, source = next(iter(table.values()))
        report = grader.check(exercise, source.encode(), Options(salt="process"))
        assert report.verdict == verdict, report.message.en
        assert {c.case for c in report.checks if c.stage == "gradient"} == {d.case.name for d in draw_all(exercise, "")}


def whole_numbers(rng: np.random.Generator) -> list[Case]:
    """Cases that hit a kink now and then: half of the salts draw a 0."""
    return [Case(name, {"x": rng.integers(-6, 7, (2, 4)).astype(float)}) for name in ("tiny", "plain")]


def test_a_case_that_meets_a_kink_by_chance_is_drawn_again() -> None:
    exercise = with_reference(RELU, cases=whole_numbers)
    kept = 0
    for salt in map(str, range(40)):
        first = whole_numbers(stream(salt, exercise.id, "cases"))
        draws, again = draw_all(exercise, salt), draw_all(exercise, salt)
        assert [draw.case.name for draw in draws] == ["tiny", "plain"]
        for case, draw, same in zip(first, draws, again, strict=True):
            x = draw.case.args["x"]
            assert np.all(x)
            assert np.array_equal(x, case.args["x"]) == bool(np.all(case.args["x"]))
            np.testing.assert_array_equal(x, same.case.args["x"])
            kept += bool(np.all(case.args["x"]))
    assert 20 < kept < 60


def test_a_case_that_always_meets_a_kink_is_our_fault(grader: Grader) -> None:
    def cases(rng: np.random.Generator) -> list[Case]:
        return [Case("tiny", {"x": np.array([[0.0, *rng.standard_normal(3)]])})]

    exercise = with_reference(RELU, cases=cases)
    with pytest.raises(GraderFault, match="tiny"):
        draw_all(exercise, "a")
    report = grader.check(exercise, RELU.solution.encode(), Options(salt="a"))
    assert report.verdict == "infra"
    assert "not your code" in report.message.en


def test_a_kink_without_subgradients_is_our_fault() -> None:
    with pytest.raises(GraderFault, match="subgradients"):
        draw_all(with_reference(RELU, subgradients=[]), "a")


@pytest.mark.parametrize("exercise", [RELU, ROW_MAX], ids=["relu", "row-max"])
def test_the_second_method_agrees_at_kinks(exercise: Exercise) -> None:
    for salt in map(str, range(20)):
        assert all(draw.confirmed for draw in draw_all(exercise, salt))


def test_a_subgradient_that_is_wrong_beside_the_kink_is_our_fault() -> None:
    def twice(x: np.ndarray) -> np.ndarray:
        return np.where(x.real > 0, x.real + 2 * (x - x.real), 0 * x)

    exercise = with_reference(RELU, subgradients=[twice])
    with pytest.raises(GraderFault, match="disagree in case kink"):
        tried(exercise, RELU.solution)
