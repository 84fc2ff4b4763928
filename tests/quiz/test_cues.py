from types import SimpleNamespace

import pytest

from exercises.content import Text
from quiz.authoring.cues import HABITS, guess
from quiz.authoring.review import TELLING
from quiz.bank import Bank, content_folder
from quiz.card_id import drill_of


def options(*texts, right=0):
    return [SimpleNamespace(text=Text(text, text), right=i == right) for i, text in enumerate(texts)]


def hits(habit, *texts):
    found = guess([options(*texts)])
    return next(g.hits for g in found if g.habit == habit and g.language == "en")


@pytest.mark.parametrize(
    ("habit", "texts", "expected"),
    [
        ("the longest", ("a long one", "short", "short"), 1.0),
        ("the longest", ("same", "same", "four"), 1 / 3),
        ("the shortest", ("ab", "abc", "abcd"), 1.0),
        ("the most like the others", ("the loss falls", "the loss grows", "a rate falls"), 1.0),
        ("the odd one out", ("a bias", "the loss falls", "the loss grows"), 1.0),
        ("the most exact", ("2/3 of N", "most of N", "some of N"), 1.0),
    ],
)
def test_a_habit_chooses_by_form_alone_and_among_equals_by_chance(habit, texts, expected):
    assert hits(habit, *texts) == pytest.approx(expected)


def test_drills_with_several_right_options_or_none_tell_nothing():
    several = options("a", "b", "c")
    several[1].right = True
    assert all(found.drills == 0 for found in guess([several, []]))


def test_chance_is_one_in_as_many_as_there_are_options():
    found = guess([options("a", "b"), options("a", "b", "c", "d")])
    assert {g.chance for g in found} == {0.75}
    assert len(found) == 2 * len(HABITS)


def test_form_tells_nothing_over_our_bank():
    bank = Bank.open(content_folder(), None)
    drills = [bank.question(card.id).drill(drill_of(card.id)) for card in bank.cards.values() if card.kind != "open"]
    for found in guess(getattr(drill, "options", ()) or getattr(drill, "reasons", ()) for drill in drills):
        assert found.advantage <= TELLING, found
