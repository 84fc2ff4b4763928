"""What a mock interview asks: a time plan that fits, kinds and topics mixed, no siblings, the same for a seed."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from exercises.content import Text
from quiz.bank import Bank, Card, content_folder
from quiz.card_id import question_of
from quiz.mock.compose import Candidate, choose_exercise, compose
from quiz.mock.item import LENGTHS, Item, Wish

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DENSE = Candidate("layers/dense", 1, 16, ("backprop",))


@pytest.fixture(scope="module")
def cards(compiled):
    return list(Bank.open(content_folder(), compiled).cards.values())


@pytest.fixture(params=[(minutes, code) for minutes in LENGTHS for code in (True, False)], ids=str)
def wish(request):
    minutes, code = request.param
    return Wish(minutes, (), code, 11)


def composed(wish, cards):
    return compose(wish, cards, DENSE if wish.code else None)


def test_the_plan_takes_the_whole_time_and_no_more(wish, cards):
    assert sum(item.seconds for item in composed(wish, cards)) == 60 * wish.minutes


def test_there_is_something_of_every_sort(wish, cards):
    counted = Counter(item.sort for item in composed(wish, cards))
    assert counted.keys() == {"open", "drill", "line"} | ({"code"} if wish.code else set())
    assert counted["code"] == wish.code


def test_no_two_items_are_siblings_and_topics_change(wish, cards):
    items = [item for item in composed(wish, cards) if item.card]
    assert len({question_of(item.card) for item in items}) == len(items)
    assert all(one.topic != other.topic for one, other in pairwise(items))
    assert max(Counter(item.topic for item in items).values()) <= 2


def test_levels_and_kinds_of_drill_are_mixed(cards):
    items = composed(Wish(45, (), False, 3), cards)
    assert len({item.kind for item in items if item.sort == "drill"}) >= 8
    assert {item.level for item in items} == {1, 2, 3, 4}


def test_a_seed_decides_everything_and_another_seed_something_else(wish, cards):
    again = Wish(wish.minutes, (), wish.code, 12)
    assert composed(wish, cards) == composed(wish, list(reversed(cards)))
    assert composed(wish, cards) != composed(again, cards)
    assert {item.seed for item in composed(wish, cards)} != {item.seed for item in composed(again, cards)}


def test_only_the_chosen_topics_are_asked(cards):
    items = compose(Wish(45, ("cnn", "gan"), False, 5), cards, None)
    assert {item.topic for item in items} == {"cnn", "gan"}


def test_few_questions_are_asked_for_what_takes_longest(cards):
    items = compose(Wish(20, ("lstm",), False, 5), cards, None)
    assert [item.sort for item in items] == ["open", "open"]


def test_what_earlier_interviews_asked_comes_last(cards):
    first = composed(Wish(20, (), False, 5), cards)
    before = {question_of(item.card) for item in first}
    second = compose(Wish(20, (), False, 5), cards, None, before)
    assert not before & {question_of(item.card) for item in second}


def test_there_may_be_nothing_to_ask():
    assert compose(Wish(20, ("none",), False, 5), [Card("core:a/b#c", "a", 1, "single", Text())], None) == ()


def test_an_item_is_the_same_after_the_log():
    item = Item("single", "mlp", 2, 60, "core:mlp/x#y", 7, "print")
    assert Item.from_json(item.to_json()) == item
    with pytest.raises(TypeError):
        Item.from_json({"kind": "single"})


@pytest.mark.parametrize(
    ("others", "wished", "chosen"),
    [
        ((), Wish(20), "layers/dense"),
        ((Candidate("a/old", 2, 18, passed=NOW - timedelta(days=8), begun=True),), Wish(20), "a/old"),
        ((Candidate("a/fresh", 1, 9, passed=NOW - timedelta(days=2), begun=True),), Wish(20), "layers/dense"),
        ((Candidate("a/long", 1, 19, passed=NOW - timedelta(days=8), begun=True),), Wish(20), "layers/dense"),
        ((Candidate("a/hard", 3, 9, passed=NOW - timedelta(days=8), begun=True),), Wish(45), "layers/dense"),
        ((Candidate("a/locked", 1, 9, ready=False),), Wish(20), "layers/dense"),
        ((Candidate("a/about", 2, 9, ("gan",), begun=True),), Wish(20, ("gan",)), "a/about"),
    ],
)
def test_the_exercise_fits_the_time_and_was_passed_long_ago_or_is_new(others, wished, chosen):
    found = choose_exercise([DENSE, *others], wished, NOW)
    assert found is not None
    assert found.id == chosen


def test_there_may_be_no_exercise_that_fits():
    assert choose_exercise([Candidate("a/long", 4, 90)], Wish(20), NOW) is None
