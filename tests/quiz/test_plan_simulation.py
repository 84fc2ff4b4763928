"""Somebody follows the plan evening after evening, with our real questions and exercises: what comes of it."""

from datetime import timedelta

import pytest

from quiz.bank import content_folder
from quiz.library import open_library
from quiz.plan.code import buildable
from quiz.plan.given import Stock
from quiz.plan.goal import CROWDED, ROOMY
from quiz.stock import open_stock
from tests.quiz.simulated import START, Learner

MINUTES = 40
FEW = ("mlp", "activation")


@pytest.fixture(scope="module")
def stock(compiled) -> Stock:
    exercises = open_stock([])
    library = open_library(content_folder(), [], compiled)
    return Stock(library.cards, buildable(exercises.listed(compiled / "exercises.json")[0]), tuple(exercises.titles))


@pytest.fixture
def learner(stock):
    """A learner with an empty log whose interview is in so many days."""

    def made(days: int | None, minutes: int = MINUTES, seed: int = 0, slow: float = 1.0, topics=()) -> Learner:
        found = Learner(stock, seed, slow)
        chosen = {"minutes": minutes, "topics": list(topics)}
        if days is not None:
            chosen["date"] = (START + timedelta(days=days)).date().isoformat()
        found.note("settings", **chosen)
        return found

    return made


@pytest.mark.parametrize(("seed", "slow"), [(0, 1.0), (1, 1.0), (2, 1.3)])
def test_two_weeks_of_forty_minutes(learner, seed, slow):
    someone = learner(14, seed=seed, slow=slow)
    foreseen = someone.plan().dropped
    for day in range(14):
        _, seconds = someone.day()
        assert seconds <= 1.1 * 60 * MINUTES, f"day {day}"
        assert day < 9 or someone.met()[0] == someone.met()[1], "of every easy question a card is seen by day 10"
    written = someone.given().written
    assert sum(not entry.again for entry in written) >= 6
    assert len({entry.review.card for entry in written if entry.again}) >= 4
    outlook = someone.plan().outlook
    assert outlook.marked.mean > 0.8
    seen = len(someone.stock.cards) - sum(foreseen.cards.values())
    assert len(someone.memories) == pytest.approx(seen, rel=0.25), "what is dropped was said on the first day"


def test_missed_days_are_planned_anew_and_nothing_piles_up(learner):
    someone = learner(14)
    for day in range(14):
        if day in (3, 4, 5):
            someone.skip()
            continue
        plan, seconds = someone.day()
        assert seconds <= 1.1 * 60 * MINUTES
        assert plan.items
    assert someone.met()[0] == someone.met()[1]
    assert sum(not entry.again for entry in someone.given().written) >= 6
    assert someone.plan().outlook.marked.mean > 0.8


def test_with_few_topics_everything_fits_and_is_remembered_better(learner, stock):
    someone = learner(14, topics=FEW)
    assert someone.given().goal.retention == ROOMY
    assert not someone.plan().dropped.cards
    for _ in range(14):
        assert someone.day()[1] <= 1.1 * 60 * MINUTES
        if someone.now - START == timedelta(days=10):
            assert {c.id for c in stock.cards.values() if c.topic in FEW and c.level <= 2} <= someone.memories.keys()
    assert {card.topic for card in someone.given().cards} == set(FEW)
    assert someone.memories.keys() == {card.id for card in stock.cards.values() if card.topic in FEW}
    assert someone.plan().outlook.marked.mean > 0.9
    trained = {stock.builds[entry.review.card] for entry in someone.given().written}
    wanted = someone.given().builds.values()
    assert trained <= set(wanted)


def test_ten_minutes_a_day_still_bring_some_of_everything(learner):
    someone = learner(14, minutes=10)
    assert someone.given().goal.retention == CROWDED
    dropped = someone.plan().dropped
    assert sum(dropped.cards.values()) > 400
    assert len(dropped.exercises) > 60
    assert all(someone.day()[1] <= 1.1 * 600 for _ in range(14))
    assert len(someone.memories) > 30
    assert someone.given().written


def test_on_the_eve_only_what_fits_is_begun_and_on_the_day_nothing_new(learner):
    someone = learner(1)
    plan, seconds = someone.day()
    assert plan.of("new")
    assert not any(item.rest for item in plan.items)
    assert seconds <= 1.1 * 60 * MINUTES
    on_the_day = someone.plan()
    assert on_the_day.goal.phase == "today"
    assert {item.kind for item in on_the_day.items} <= {"review"}


def test_a_date_that_has_passed_is_said_and_means_none(learner):
    someone, other = learner(-1), learner(None)
    late, plain = someone.plan(), other.plan()
    assert (late.goal.phase, plain.goal.phase) == ("past", "none")
    assert late.items == plain.items
    assert not late.dropped.cards


def test_a_date_far_away_leaves_time_for_all(learner):
    someone = learner(300)
    assert someone.given().goal.retention == ROOMY
    assert someone.plan().dropped.cards == {}
    assert someone.plan().dropped.exercises == ()
    for _ in range(7):
        plan, seconds = someone.day()
        assert seconds <= 1.1 * 60 * MINUTES
        assert len(plan.of("new")) <= 20
