"""Figures of a mock interview: what a machine marked and what the learner ticked never in one number."""

from datetime import UTC, datetime

import pytest

from quiz.mock.item import Item, Wish
from quiz.mock.report import Advice, advice, by_kind, by_topic, missed, overall
from quiz.mock.state import Given, Mock, Pause, Result

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ITEMS = (
    Item("single", "mlp", 1, 60, "core:mlp/a#x"),
    Item("shape", "cnn", 2, 60, "core:cnn/b#y"),
    Item("line", "cnn", 3, 120, "core:cnn/c#z"),
    Item("open", "mlp", 2, 240, "core:mlp/d#open"),
    Item("open", "rnn", 2, 240, "core:rnn/e#open"),
    Item("code", "mlp", 1, 720, exercise="layers/dense"),
)
ANSWERED = Given({"texts": ["x"]})


def interview(**changes):
    results = {
        0: Result("right", 1.0),
        1: Result("none", 0.0),
        2: Result("infra", 0.0),
        3: Result("self", 0.75, ticked=("a", "b", "c"), points=4),
        4: Result("none", 0.0, points=5),
        5: Result("partial", 0.4),
    }
    given = dict.fromkeys((0, 2, 3, 5), ANSWERED)
    used = {0: 30.0, 1: 10.0, 2: 90.0, 3: 700.0, 5: 800.0}
    values = {"given": given, "results": results, "used": used, "state": "ended", **changes}
    return Mock("m", NOW, Wish(20), ITEMS, **values)


def test_machine_marked_self_assessed_and_code_stand_apart():
    found = overall(interview())
    assert (found.machine.n, found.machine.answered, found.machine.share) == (2, 1, 0.5)
    assert (found.own.n, found.own.answered, found.own.share) == (2, 1, 0.375)
    assert (found.ticked, found.points) == (3, 9)
    assert found.code is not None
    assert found.code.score == 0.4


def test_what_the_learner_ticks_moves_no_machine_figure():
    one, other = interview(), interview(results={**interview().results, 3: Result("self", 0.0, points=4)})
    assert overall(one).machine == overall(other).machine
    machine = [{group.name: group.machine for group in by_topic(found)} for found in (one, other)]
    assert machine[0] == machine[1]
    assert overall(one).own != overall(other).own


def test_planned_and_used_time_and_pauses():
    found = overall(interview(pauses=(Pause(NOW, 60.0, killed=False), Pause(NOW, 5.0, killed=True))))
    assert (found.planned, found.used, found.over, found.paused) == (1440, 1630.0, 190.0, 65.0)


def test_groups_have_their_own_time_and_the_weakest_topic_comes_first():
    groups = by_topic(interview())
    assert [group.name for group in groups] == ["cnn", "rnn", "mlp"]
    cnn = groups[0]
    assert (cnn.machine.n, cnn.planned, cnn.used) == (1, 180, 100.0)
    assert [group.name for group in by_kind(interview())] == ["single", "shape", "line", "open", "code"]


def test_what_the_grader_failed_on_is_neither_missed_nor_counted():
    assert missed(interview()) == ("core:cnn/b#y", "core:mlp/d#open", "core:rnn/e#open")


def test_before_anything_is_marked_there_are_no_figures():
    found = overall(interview(results={}))
    assert (found.machine.share, found.own.share, found.code, found.waiting) == (None, None, None, 6)


def test_advice_names_topics_exercises_and_kinds():
    training = {"core:cnn/b#y": ("cnn/conv2d", "cnn/maxpool"), "core:rnn/e#open": ("layers/dense", "cnn/conv2d")}
    assert advice(interview(), training, ["cnn/maxpool"]) == (
        Advice("misses", n=3),
        Advice("weak", ("cnn", "rnn"), 2),
        Advice("code", ("layers/dense",), 1),
        Advice("build", ("cnn/conv2d",), 1),
        Advice("unanswered", n=2),
    )


def test_a_kind_that_took_far_too_long_is_named():
    slow = interview(used={3: 800.0})
    assert Advice("slow", ("open",), 1) in advice(slow, {}, ())


def test_an_interview_without_a_miss_asks_for_more():
    perfect = interview(
        results={index: Result("right", 1.0) for index in range(6)}, given=dict.fromkeys(range(6), ANSWERED), used={}
    )
    assert advice(perfect, {}, ()) == (Advice("well"),)


@pytest.mark.parametrize("index", range(6))
def test_each_result_counts_in_one_place_only(index):
    alone = overall(interview(results={index: Result("right", 1.0)}))
    counted = (alone.machine.n, alone.own.n, int(alone.code is not None))
    assert sum(counted) == 1
