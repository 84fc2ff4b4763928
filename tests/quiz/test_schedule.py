"""What to ask next is a pure function of the answers, the cards and the time."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from exercises.content import Text
from quiz.bank import Card
from quiz.memory import _scheduler
from quiz.plan.goal import goal
from quiz.record import Review
from quiz.schedule import apart, due, fuzz, just_asked, next_card, next_new, replay, seed, unseen

NOON = datetime(2026, 1, 10, 12, tzinfo=UTC)
AGAIN, HARD, GOOD = 1, 2, 3


def card(name: str, kind: str = "single", level: int = 1) -> Card:
    return Card(f"core:{name}", name.partition("/")[0], level, kind, Text())


def review(name: str, days_ago: float, rating: int = GOOD) -> Review:
    return Review(f"core:{name}", NOON - timedelta(days=days_ago), rating)


BANK = [
    card("a/one#x"), card("a/one#y", level=2), card("a/one#open", "open"), card("a/two#x", level=2),
    card("b/three#x"), card("b/three#y"), card("b/three#open", "open"), card("c/four#x", level=3),
]  # fmt: skip


def chosen_at(cards, reviews, now):
    memories, plain = replay(reviews), goal(None, now)
    return next_card(cards, memories, just_asked(reviews, now), plain) or next_new(cards, memories, plain)


def due_at(cards, memories, now):
    return [card.id for card in due(cards, memories, goal(None, now))]


def sitting(cards, count, reviews=(), now=NOON, rating=GOOD):
    """The ids asked one after the other, each answered a minute later."""
    reviews, asked = list(reviews), []
    for minute in range(count):
        moment = now + timedelta(minutes=minute)
        chosen = chosen_at(cards, reviews, moment)
        if chosen is None:
            break
        asked.append(chosen)
        reviews.append(Review(chosen, moment, rating))
    return [name.removeprefix("core:") for name in asked]


def test_topics_take_turns_siblings_stay_apart_easy_ones_come_first_and_open_after_a_drill():
    assert sitting(BANK, 99) == [
        "a/one#x", "b/three#x", "c/four#x", "a/two#x", "b/three#y", "a/one#y", "b/three#open", "a/one#open",
    ]  # fmt: skip


def test_an_open_question_waits_for_one_of_its_drills():
    only = [card("a/one#open", "open"), card("b/two#x")]
    assert sitting(only, 99) == ["b/two#x"]
    assert unseen(only, {}) == [only[1]]


def test_the_same_answers_give_the_same_memories_and_days():
    reviews = [review("a/one#x", 40 - n, rating) for n, rating in enumerate([GOOD, GOOD, AGAIN, HARD, GOOD] * 6)]
    once, twice = replay(reviews), replay(reviews)
    assert [m.due for m in once.values()] == [m.due for m in twice.values()]
    assert replay(reviews[10:], replay(reviews[:10])) == once


def test_due_comes_before_new_and_the_least_remembered_first():
    reviews = [review("a/one#x", 30), review("b/three#x", 90), review("c/four#x", 3)]
    memories = replay(reviews)
    assert due_at(BANK, memories, NOON) == ["core:b/three#x", "core:a/one#x", "core:c/four#x"]
    assert sitting(BANK, 4, reviews)[:3] == ["b/three#x", "a/one#x", "c/four#x"]


def test_siblings_that_are_due_together_are_asked_apart():
    reviews = [review("a/one#x", 60), review("a/one#y", 50), review("b/three#x", 40), review("c/four#x", 30)]
    assert sitting(BANK, 4, reviews, NOON) == ["a/one#x", "b/three#x", "c/four#x", "a/one#y"]


def test_topics_take_turns_among_what_is_due_and_nobody_is_left_out():
    cards = [card(f"{topic}/q{n}#x") for topic in "ab" for n in range(3)]
    order = [found.topic for found in apart(cards, [])]
    assert order == ["a", "b", "a", "b", "a", "b"]
    siblings = [card(f"a/one#{n}") for n in range(3)]
    assert sorted(found.id for found in apart(siblings, ["core:a/one#x"])) == sorted(found.id for found in siblings)


def test_a_wrong_answer_comes_back_after_ten_minutes_and_not_before():
    memories = replay([Review("core:a/one#x", NOON, AGAIN)])
    assert due_at(BANK, memories, NOON + timedelta(minutes=9)) == []
    assert due_at(BANK, memories, NOON + timedelta(minutes=10)) == ["core:a/one#x"]


def test_a_day_ends_at_the_learners_midnight():
    memory = replay([Review("core:a/one#x", NOON, GOOD)])["core:a/one#x"]
    day = memory.due.replace(hour=0, minute=1)
    assert memory.due.hour == 12
    assert due_at(BANK, {"core:a/one#x": memory}, day) == ["core:a/one#x"]
    assert due_at(BANK, {"core:a/one#x": memory}, day - timedelta(minutes=2)) == []
    china = timezone(timedelta(hours=8))
    evening = (day - timedelta(hours=1)).astimezone(china)
    assert due_at(BANK, {"core:a/one#x": memory}, evening) == ["core:a/one#x"]


def test_a_card_that_left_the_bank_is_never_asked():
    assert sitting(BANK[:1], 5, [review("z/gone#x", 50)]) == ["a/one#x"]


def test_nothing_is_left_when_everything_was_answered():
    assert chosen_at([], [], NOON) is None
    assert len(sitting(BANK, 99)) == len(BANK)


@pytest.mark.parametrize("days", [1, 2, 3, 10, 100])
def test_fuzz_depends_on_card_and_count_alone_and_stays_small(days):
    moves = {fuzz(f"core:t/q#{n}", count, days) for n in range(50) for count in range(4)}
    width = 0 if days < 3 else max(1, round(days / 10))
    assert moves == set(range(-width, width + 1))
    assert fuzz("core:t/q#x", 3, days) == fuzz("core:t/q#x", 3, days)


def test_a_seed_changes_with_every_answer_and_fits_the_log():
    seeds = {seed("core:a/one#x", count) for count in range(100)} | {seed("core:a/one#y", 0)}
    assert len(seeds) == 101
    assert all(0 <= value < 2**31 for value in seeds)


def test_intervals_grow_with_good_answers_and_fuzz_is_ours():
    moment, reviews, gaps = NOON, [], []
    for _ in range(6):
        reviews.append(Review("core:a/one#x", moment, GOOD))
        memory = replay(reviews)["core:a/one#x"]
        gaps.append((memory.due - moment).days)
        moment = memory.due
    assert gaps[1:] == sorted(gaps[1:])
    assert gaps[-1] > 30
    assert not _scheduler().enable_fuzzing


@pytest.mark.parametrize("rating", [-5, 0, 99])
def test_a_rating_that_no_version_of_ours_writes_does_no_harm(rating):
    assert replay([review("a/one#x", 1, rating)])
