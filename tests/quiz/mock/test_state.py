"""A mock interview folded from its events: the clock, pauses and kills, answers that change, flags, results."""

from datetime import timedelta

import pytest

from quiz.log import BODY, EPOCH, Event
from quiz.mock.item import Item, Wish
from quiz.mock.state import Given, after, fold

ITEMS = [
    Item("single", "mlp", 1, 60, "core:mlp/a#x"),
    Item("open", "cnn", 2, 240, "core:cnn/b#open"),
    Item("code", "mlp", 1, 720, exercise="layers/dense"),
]
BEGUN = {"minutes": 20, "seed": 3, "topics": ["mlp"], "code": True, "items": [item.to_json() for item in ITEMS]}


class Told:
    """Events one after the other, at the seconds they are told to be at."""

    def __init__(self):
        self.events = []

    def __call__(self, second, kind, **body):
        body = BEGUN if kind == "begun" else {"mock": "0", **body}
        at = int(second * 1_000_000)
        self.events.append(Event(str(len(self.events)), at, "device", len(self.events), f"mock_{kind}", BODY, body))
        return fold(self.events)["0"]


@pytest.fixture
def told():
    told = Told()
    told(0, "begun")
    return told


def test_what_was_wished_and_composed_is_there_again(told):
    mock = fold(told.events)["0"]
    assert mock.wish == Wish(20, ("mlp",), code=True, seed=3)
    assert mock.items == tuple(ITEMS)
    assert mock.budget == 60 + 240 + 720


def test_time_goes_to_the_item_that_was_on_the_screen(told):
    told(10, "answered", item=0, answer={"chosen": ["a"]}, ms=10_000)
    told(15, "moved", item=1, ms=5_000)
    mock = told(40, "flagged", item=1, on=True, ms=25_000)
    assert mock.used == {0: 15.0, 1: 25.0}
    assert mock.elapsed == 40.0
    assert mock.current == 1


def test_a_clock_that_was_set_back_or_a_machine_that_slept_changes_no_time(told):
    told(5000, "moved", item=1, ms=2_000)
    assert told(10, "moved", item=2, ms=3_000).elapsed == 5.0


def test_a_pause_counts_for_no_item_and_is_on_record(told):
    told(30, "paused", ms=30_000)
    mock = told(90, "resumed")
    assert mock.state == "running"
    assert mock.elapsed == 30.0
    assert [(pause.seconds, pause.killed) for pause in mock.pauses] == [(60.0, False)]
    assert mock.pauses[0].at == EPOCH + timedelta(seconds=30)


def test_after_a_kill_the_time_since_the_last_event_is_a_pause_that_nobody_asked_for(told):
    told(30, "ticked", ms=30_000)
    mock = told(1000, "resumed")
    assert mock.elapsed == 30.0
    assert [(pause.seconds, pause.killed) for pause in mock.pauses] == [(970.0, True)]


def test_the_last_answer_stands_and_what_is_only_written_is_one_in_the_end(told):
    told(1, "answered", item=0, answer={"chosen": ["a"]}, ms=0)
    mock = told(2, "answered", item=0, answer={"chosen": ["b"]}, ms=0)
    assert mock.of(0).answer == {"chosen": ["b"]}
    mock = told(3, "answered", item=1, answer=None, text="half", said=1.5, asked=1, ms=0)
    assert mock.of(1) == Given(None, "half", 1.5, 1)
    assert mock.of(1).final == {"texts": ["half"]}
    assert mock.answered == {0, 1}
    assert not mock.of(2).there


def test_a_flag_comes_and_goes(told):
    assert told(1, "flagged", item=2, on=True, ms=0).flags == {2}
    assert told(2, "flagged", item=2, on=False, ms=0).flags == frozenset()


def test_nothing_changes_the_clock_after_the_end(told):
    told(10, "ended", ms=10_000)
    told(20, "moved", item=1, ms=10_000)
    mock = told(30, "resumed")
    assert mock.state == "ended"
    assert mock.elapsed == 10.0


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("answered", {"item": 0, "answer": {"chosen": ["b"]}}),
        ("moved", {"item": 1}),
        ("flagged", {"item": 1, "on": True}),
        ("ran", {"item": 2}),
        ("paused", {}),
        ("ended", {}),
    ],
)
def test_what_another_window_does_after_the_end_changes_nothing(told, kind, body):
    told(1, "answered", item=0, answer={"chosen": ["a"]}, ms=0)
    mock = told(10, "ended", ms=10_000)
    assert told(20, kind, ms=10_000, **body) == mock
    assert told(30, "marked", item=0, verdict="right", score=1.0).results[0].verdict == "right"
    assert told(40, "agreed", agreed=True).agreed


def test_an_answer_from_before_the_end_stays_where_the_clock_was_set_back_in_between(told):
    told(1000, "answered", item=0, answer={"chosen": ["a"]}, ms=0)
    told(10, "ended", ms=0)
    mock = fold(sorted(told.events, key=lambda event: event.key))["0"]
    assert mock.state == "ended"
    assert mock.of(0).answer == {"chosen": ["a"]}


def test_an_answer_is_of_when_it_was_changed_last(told):
    told(1, "answered", item=0, answer={"chosen": ["a"]}, ms=0)
    told(20, "answered", item=0, answer={"chosen": ["b"]}, ms=0)
    told(30, "answered", item=0, answer={"chosen": ["b"]}, half={"chosen": ["c"]}, ms=0)
    told(40, "answered", item=1, answer=None, said=7.5, ms=0)
    mock = told(50, "answered", item=1, answer=None, said=7.5, asked=1, ms=0)
    assert mock.when == {0: EPOCH + timedelta(seconds=20), 1: EPOCH + timedelta(seconds=40)}


def test_results_and_agreement_are_read_back(told):
    why = [{"en": "summed", "zh": "求和"}]
    told(1, "marked", item=0, verdict="wrong", score=0.0, why=why)
    told(2, "marked", item=1, verdict="self", score=0.5, ticked=["p"], points=2)
    mock = told(3, "agreed", agreed=False)
    assert mock.results[0].why[0].zh == "求和"
    assert (mock.results[1].ticked, mock.results[1].points) == (("p",), 2)
    assert mock.agreed is False


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("moved", {"item": 3}),
        ("moved", {}),
        ("answered", {"item": 0, "answer": "text"}),
        ("answered", {"item": 0, "answer": {"chosen": [["a"]]}}),
        ("marked", {"item": 0, "verdict": "right"}),
        ("marked", {"item": 0, "verdict": "superb", "score": 1.0}),
        ("marked", {"item": 0, "verdict": "right", "score": float("nan")}),
        ("marked", {"item": 2, "verdict": "right", "score": 1.0, "report": {"verdict": "pass"}}),
        ("of-a-later-version", {"item": 0}),
    ],
)
def test_an_event_that_is_not_understood_changes_nothing(told, kind, body):
    before = fold(told.events)["0"]
    assert told(1, kind, **body) == before


def test_an_event_of_a_later_form_is_skipped(told):
    mock = fold(told.events)["0"]
    later = Event("9", 1, "device", 9, "mock_ended", BODY + 1, {"mock": "0"})
    assert after(mock, later) == mock


@pytest.mark.parametrize(
    "body",
    [
        {"minutes": 20},
        {**BEGUN, "seed": float("inf")},
        {**BEGUN, "items": [{**ITEMS[0].to_json(), "seconds": "60"}]},
        {**BEGUN, "items": [{**ITEMS[0].to_json(), "card": ["odd"]}]},
    ],
)
def test_a_beginning_that_cannot_be_read_is_no_interview(body):
    assert fold([Event("0", 0, "device", 0, "mock_begun", BODY, body)]) == {}


def test_a_time_that_was_never_spoken_is_bounded(told):
    assert told(1, "answered", item=1, answer=None, said=float("nan"), asked=-3).of(1) == Given()
