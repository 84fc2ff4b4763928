"""The coding exercise of a mock interview: which one it may be, and what running it tells."""

from contextlib import closing

import pytest

from exercises.catalog import Catalog
from exercises.content import Text
from grader import Grader, Options, Report
from quiz.mock import coding
from tests.quiz.mock.conftest import CODE


def report(verdict, stage):
    return Report(CODE, "sha", "f", "sha", "s", verdict, stage, 0.5, (), Text("the message", "这是消息"))


@pytest.mark.parametrize("stage", ["forward", "gradient", "repeat", "inputs", "cost"])
def test_a_run_says_how_it_ran_and_never_whether_it_is_right(stage):
    assert coding.told(report("fail", stage)) == coding.told(report("pass", None))


@pytest.mark.parametrize(
    ("verdict", "stage"), [("error", "calls"), ("timeout", "forward"), ("fail", "shape"), ("fail", "gradient-shape")]
)
def test_a_run_tells_what_an_editor_would(verdict, stage):
    assert coding.told(report(verdict, stage)) == (Text("the message", "这是消息"), True)


def test_what_a_run_tells_does_not_depend_on_the_numbers():
    """Else whoever reads of an error in the backward would know that the forward is right."""
    exercise = Catalog().get(CODE)
    sign = exercise.solution.replace("x @ w + b", "x @ w - b")
    raising = "def dense_backward(dy, cache):\n    raise KeyError('q')"
    said = []
    with closing(Grader()) as grader:
        for source in (exercise.solution, sign, *(f"{code}\n{raising}\n" for code in (exercise.solution, sign))):
            judged = grader.check(coding.unnumbered(exercise), source.encode(), Options(salt="5a17"))
            said.append(coding.told(judged)[1])
    assert said == [False, False, True, True]


def test_the_exercise_is_chosen_among_what_can_be_written_from_nothing(room):
    found = {candidate.id: candidate for candidate in coding.candidates(room.session)}
    assert CODE in found
    assert found[CODE].topics
    assert not [name for name in found if name.startswith("repair/") or "/train-" in name]
