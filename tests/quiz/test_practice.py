"""Practice of one's own choice: which cards, in which order, and that it ends."""

from datetime import UTC, datetime, timedelta

import pytest

from exercises.content import Text
from quiz.answers import Review
from quiz.bank import Card
from quiz.practice import EVERYTHING, Practice, Tally, chosen, missed, waiting
from quiz.progress import Place
from quiz.record import Record

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SINGLE, OPEN = "single", "open"


def card(name, kind=SINGLE):
    return Card(f"core:{name}", name.partition("/")[0], 1, kind, Text())


def review(name, verdict, minutes=0, rating=3):
    return Review(f"core:{name}", NOON + timedelta(minutes=minutes), rating, verdict=verdict, score=0.0)


CARDS = [card("mlp/a#x"), card("mlp/a#y"), card("mlp/b#x"), card("cnn/c#x"), card("mlp/a#open", OPEN)]
LOG = [
    review("mlp/a#x", "right"),
    review("mlp/a#y", "right", 1),
    review("mlp/a#y", "wrong", 2, rating=1),
    review("mlp/b#x", "partial", 3, rating=2),
    review("mlp/a#open", "self", 4, rating=3),
]


def tallied(log, holds=lambda review: True):
    record = Record()
    for entry in log:
        record.reviews.add(entry, round(entry.at.timestamp() * 1e6))
    tally = Tally()
    tally.follow(record, holds)
    return tally, record


def names(cards):
    return [card.id.removeprefix("core:") for card in cards]


@pytest.mark.parametrize(
    ("verdict", "rating", "is_missed"),
    [
        ("right", 3, False),
        ("right", 1, False),
        ("partial", 2, True),
        ("wrong", 1, True),
        ("self", 1, True),
        ("self", 2, False),
        ("", 1, True),
        ("", 3, False),
    ],
)
def test_missed_is_what_was_not_right_and_of_open_questions_less_than_half(verdict, rating, is_missed):
    assert missed(review("mlp/a#x", verdict, rating=rating)) is is_missed


@pytest.mark.parametrize(
    ("practice", "expected"),
    [
        (Practice(mode="misses"), ["mlp/a#y", "mlp/b#x"]),
        (Practice("cnn", "misses"), []),
        (Practice("mlp", "weakest"), ["mlp/a#x", "mlp/a#y", "mlp/b#x", "mlp/a#open"]),
        (Practice(mode="question", question="core:mlp/a"), ["mlp/a#x", "mlp/a#y", "mlp/a#open"]),
        (Practice(mode="question", question="core:cnn/c"), ["cnn/c#x"]),
    ],
)
def test_which_cards_wait(practice, expected):
    assert names(waiting(practice.begun(NOON + timedelta(hours=1)), CARDS, tallied(LOG)[0].latest)) == expected


def test_each_card_is_asked_once_however_it_is_answered():
    practice = Practice(mode="misses").begun(NOON + timedelta(hours=1))
    log = [*LOG, review("mlp/a#y", "wrong", 61, rating=1)]
    assert names(waiting(practice, CARDS, tallied(log)[0].latest)) == ["mlp/b#x"]


def test_it_begins_once_and_goes_on_after_a_restart():
    begun = Practice("mlp", "misses").begun(NOON)
    assert begun.begun(NOON + timedelta(days=1)) == begun
    assert Practice.at(begun.place("core:mlp/a#x", 7)) == begun
    assert EVERYTHING.begun(NOON) == EVERYTHING


def test_what_began_by_a_clock_that_was_ahead_begins_now():
    ahead = Practice(mode="weakest").begun(NOON + timedelta(days=400))
    assert ahead.begun(NOON) == Practice(mode="weakest").begun(NOON)


def test_a_mode_of_another_version_is_none():
    assert Practice.at(Place("quiz", topic="mlp", mode="by-moonlight")) == Practice("mlp")


def test_the_weakest_comes_first_unless_its_question_was_just_asked():
    weights = {"core:mlp/a#x": 0.2, "core:mlp/a#y": 0.1, "core:mlp/b#x": 0.5, "core:cnn/c#x": 0.9}
    practice, found = Practice(mode="weakest"), CARDS[:4]

    def first(just):
        return chosen(practice, found, lambda card: weights[card.id], just)

    assert first([]) == "core:mlp/a#y"
    assert first(["core:mlp/a#y"]) == "core:mlp/b#x"
    assert first(["core:mlp/a#y", "core:mlp/b#x", "core:cnn/c#x"]) == "core:mlp/a#y"


def test_a_question_is_practised_in_its_own_order():
    assert chosen(Practice(mode="question"), CARDS[:2], lambda card: 0.0, ["core:mlp/a#x"]) == "core:mlp/a#x"


def test_accuracy_counts_what_a_machine_marked_and_leans_towards_a_half():
    tally, record = tallied(LOG)
    assert tally.accuracy("mlp") == (2 + 1) / (4 + 2)
    assert tally.accuracy("cnn") == 0.5
    tally.follow(Record(), lambda review: True)
    assert tally.latest == {}
    tally.follow(record, lambda review: review.verdict != "wrong")
    assert tally.latest["core:mlp/a#y"].verdict == "right"
