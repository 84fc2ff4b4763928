"""What a plan is made of: days, times, exercises; each a pure function."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count

import fsrs
import pytest

from exercises.content import Text
from quiz.bank import Card
from quiz.log import Event, microseconds
from quiz.plan import curve
from quiz.plan.as_json import as_json
from quiz.plan.code import Build, build_order, redo_day, wanted, written
from quiz.plan.day import plan
from quiz.plan.given import Given, Stock
from quiz.plan.goal import LAST_DAYS, goal
from quiz.plan.pace import MINUTES, SECONDS, pace
from quiz.plan.recall import outlook
from quiz.plan.times import IDLE, READING, answered, worked
from quiz.plan.told import today, told
from quiz.record import Record, Review
from quiz.schedule import replay
from quiz.words import Words
from quiz.wrapping import cells

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AGAIN, HARD, GOOD = 1, 2, 3
CARD = "core:mlp/one#x"


def build(name, level=1, before=(), topics=("mlp",)):
    return Build(name, Text(name, name), name.partition("/")[0], level, frozenset(topics), tuple(before))


BUILDS = {
    found.id: found
    for found in (
        build("layers/dense"), build("layers/norm", 3, ["layers/dense"], ["normalization"]),
        build("cnn/conv", 3, ["layers/dense"], ["cnn"]), build("cnn/pool", 2, topics=["cnn"]), build("losses/mse"),
    )
}  # fmt: skip
CARDS = {
    f"core:{topic}/q{n}#x": Card(f"core:{topic}/q{n}#x", topic, 1 + n % 4, "single", Text())
    for topic in ("mlp", "cnn") for n in range(8)
}  # fmt: skip
TITLES = {"mlp": Text("Perceptrons", "感知机"), "cnn": Text("Convolution", "卷积")}


def record_of(*events) -> Record:
    """`(minutes since noon, kind, body)` each."""
    record, numbers = Record(), count(1)
    for minute, kind, body in events:
        n = next(numbers)
        at = microseconds(NOON + timedelta(minutes=minute))
        record.apply(Event(str(n), at, "d", n, kind, 1, body))
    return record


def work(*steps):
    """`(minute, kind)` on layers/dense; `left` goes home, `passed` is a check that passes."""
    events = []
    for minute, kind in steps:
        body = {"exercise": "layers/dense", "number": 1, "verdict": "pass" if kind == "passed" else "fail"}
        if kind == "left":
            body = {"screen": "home"}
        events.append((minute, {"passed": "checked", "left": "visited"}.get(kind, kind), body))
    return record_of(*events)


def given(record=None, now=NOON, builds=BUILDS) -> Given:
    record = record or Record()
    return Given(Stock(CARDS, builds, ("layers", "cnn", "losses")), replay(record.reviews), record, now)


def test_the_curve_is_that_of_fsrs():
    for wanted_recall in (0.7, 0.85, 0.9):
        scheduler = fsrs.Scheduler(desired_retention=wanted_recall, enable_fuzzing=False)
        for stability in (0.3, 2.3, 40.0):
            assert curve.interval(stability, wanted_recall) == scheduler._next_interval(stability=stability)
            card = fsrs.Card(0, fsrs.State.Review, None, stability, 5.0, NOON, NOON)
            there = scheduler.get_card_retrievability(card, NOON + timedelta(days=9))
            assert curve.recall(stability, 9) == pytest.approx(there)


@pytest.mark.parametrize("days", [1, 2, 5, 14, 300])
@pytest.mark.parametrize("good", [1, 2, 6])
def test_nothing_waits_past_the_interview(days, good):
    reviews = [Review(CARD, NOON - timedelta(days=3 * n), GOOD) for n in reversed(range(good))]
    memory = replay(reviews)[CARD]
    ahead = goal(NOON.date() + timedelta(days=days), NOON)
    due = ahead.due_day(CARD, memory)
    seen_in_the_last_days = NOON.date() >= ahead.last_look(CARD)
    assert seen_in_the_last_days or NOON.date() < due < ahead.interview
    assert ahead.interview - timedelta(days=LAST_DAYS) <= ahead.last_look(CARD) < ahead.interview


def test_without_a_date_ahead_the_day_is_that_of_fsrs():
    memory = replay([Review(CARD, NOON, GOOD)])[CARD]
    for chosen in (None, NOON.date() - timedelta(days=1)):
        assert goal(chosen, NOON).due_day(CARD, memory) == memory.due.date()


def test_a_redo_counts_from_the_learners_day():
    china = timezone(timedelta(hours=8))
    passed = datetime(2026, 3, 3, 7, tzinfo=china)
    memory = replay([Review("layers/dense", passed.astimezone(UTC), AGAIN)])["layers/dense"]
    assert redo_day("layers/dense", memory, goal(None, passed)) == date(2026, 3, 6)


def test_a_day_is_the_learners():
    china = NOON.replace(hour=17).astimezone(timezone(timedelta(hours=8)))
    assert goal(date(2026, 3, 3), china).phase == "today"
    assert goal(date(2026, 3, 3), NOON.replace(hour=17)).days == 1


def test_an_answer_takes_its_seconds_and_the_reading_after_it_but_no_break():
    reviews = [Review(CARD, NOON + timedelta(seconds=s), GOOD, elapsed_ms=10_000) for s in (0, 40, 5000)]
    assert [entry.seconds for entry in answered(reviews)] == [10 + 30, 10 + READING, 10 + READING]


def test_work_is_what_lies_between_signs_of_it_and_ends_where_one_leaves():
    record = work((0, "started"), (10, "checked"), (15, "left"), (600, "checked"), (605, "passed"))
    assert worked(record.touches) == {"layers/dense": (15 + 5) * 60}
    assert worked(record.touches, NOON + timedelta(minutes=602)) == {"layers/dense": 3 * 60}
    silent = work((0, "started"), (300, "checked"))
    assert worked(silent.touches) == {"layers/dense": IDLE.total_seconds()}


def test_ones_own_times_take_the_place_of_what_is_expected():
    nobody = pace([], {}, {}, [])
    assert nobody.kinds["line"] == SECONDS["line"] + READING
    assert nobody.build(2) == 60 * MINUTES[2]
    reviews = [Review(f"core:mlp/q#{n}", NOON + timedelta(minutes=n), AGAIN, elapsed_ms=120_000) for n in range(40)]
    kinds = {review.card: "line" for review in reviews}
    slow = pace(answered(reviews), kinds, replay(reviews), [(1, 3600.0)] * 5)
    assert slow.new("line") > 1.5 * nobody.new("line")
    assert slow.new("single") > nobody.new("single"), "wrong more often: more repetitions"
    assert slow.wrong[0] > 0.8
    assert slow.build(1) > 2 * nobody.build(1)


def test_an_exercise_took_what_was_worked_on_it_with_a_look_home_in_between():
    record = work((0, "started"), (25, "left"), (600, "visited"), (601, "passed"))
    [entry] = written(record.touches)
    assert entry.seconds == 26 * 60
    assert worked(record.touches) == {"layers/dense": entry.seconds}


def test_what_was_passed_without_a_known_beginning_says_nothing_of_the_pace():
    record = work((0, "passed"), (5000, "redo"), (5020, "passed"))
    assert [(entry.seconds, entry.review.rating) for entry in written(record.touches)] == [(None, GOOD), (1200, GOOD)]
    assert given(work((0, "passed"))).pace.code == 1.0
    assert given(work((0, "started"), (1, "passed"))).pace.code < 1.0


@pytest.mark.parametrize(
    ("seconds", "taken"),
    [(600, 600), (0, None), (-1, None), (10**9, None), (float("nan"), None), (None, None)],
)
def test_a_pass_in_an_interview_took_what_its_clock_says(seconds, taken):
    body = {"exercise": "layers/dense", "verdict": "pass", "mock": "m"}
    if seconds is not None:
        body["seconds"] = seconds
    record = record_of((0, "checked", body))
    [entry] = written(record.touches)
    assert (entry.seconds, entry.review.rating, entry.again) == (taken, GOOD, False)
    assert (given(record).pace.code < 1.0) is (taken is not None)


def test_an_interview_is_no_work_on_ones_own_file():
    body = {"exercise": "layers/dense", "verdict": "pass", "mock": "m", "seconds": 300}
    record = work((0, "started"), (5, "checked"), (6, "left"))
    for minute, kind, said in ((20, "checked", body), (40, "visited", {"screen": "home"})):
        record.apply(Event(str(minute), microseconds(NOON + timedelta(minutes=minute)), "d", minute, kind, 1, said))
    assert worked(record.touches) == {"layers/dense": 6 * 60}
    record.apply(Event("z", microseconds(NOON + timedelta(minutes=50)), "d", 50, "redo", 1, body))
    record.apply(Event("y", microseconds(NOON + timedelta(minutes=56)), "d", 56, "checked", 1, {**body, "mock": "n"}))
    assert [(entry.seconds, entry.again) for entry in written(record.touches)] == [(300, False), (300, True)]


@pytest.mark.parametrize(
    ("steps", "ratings"),
    [
        ([(0, "started"), (9, "passed")], [GOOD]),
        ([(0, "started"), (5, "hinted"), (9, "passed")], [HARD]),
        ([(0, "started"), (5, "revealed"), (9, "passed")], [AGAIN]),
        ([(0, "started"), (9, "passed"), (12, "passed"), (13, "revealed")], [GOOD]),
        ([(0, "started"), (9, "passed"), (12, "revealed"), (5000, "redo"), (5005, "passed")], [GOOD, GOOD]),
        ([(0, "started"), (9, "passed"), (5000, "redo"), (5020, "passed")], [GOOD, HARD]),
        ([(0, "started"), (9, "passed"), (5000, "redo"), *((5001, "checked"),) * 3, (5003, "passed")], [GOOD, HARD]),
        ([(0, "started"), (9, "passed"), (5000, "reset"), (5004, "passed")], [GOOD, GOOD]),
        ([(0, "started"), (9, "checked")], []),
    ],
)
def test_an_exercise_is_rated_by_its_first_pass_from_the_starter(steps, ratings):
    assert [entry.review.rating for entry in written(work(*steps).touches)] == ratings


def test_a_redo_comes_after_some_days_and_before_the_interview():
    memory = replay([Review("layers/dense", NOON, GOOD)])["layers/dense"]
    assert redo_day("layers/dense", memory, goal(None, NOON)) == NOON.date() + timedelta(days=3)
    well_known = memory._replace(stability=200.0)
    soon = goal(NOON.date() + timedelta(days=14), NOON)
    assert NOON.date() < redo_day("layers/dense", well_known, soon) < soon.interview


def test_tracks_take_turns_and_nothing_comes_before_what_it_builds_on():
    order = [found.id for found in build_order(BUILDS, ("layers", "cnn", "losses"), ())]
    assert order == ["layers/dense", "losses/mse", "cnn/pool", "layers/norm", "cnn/conv"]
    assert next(found.id for found in build_order(BUILDS, (), {"layers/dense", "cnn/pool"})) == "losses/mse"
    circle = {name: build(name, before=[other]) for name, other in (("a/x", "b/y"), ("b/y", "a/x"))}
    assert len(build_order(circle, (), ())) == 2


def test_chosen_topics_bring_what_their_exercises_build_on():
    assert wanted(BUILDS, ["cnn"]).keys() == {"cnn/conv", "cnn/pool", "layers/dense"}
    assert wanted(BUILDS, []) == BUILDS


def test_what_was_done_today_counts_and_a_long_exercise_is_cut_into_parts():
    fresh = plan(given())
    assert [item.id for item in fresh.of("build")][:1] == ["layers/dense"]
    assert sum(item.seconds for item in fresh.items) <= fresh.left == 60 * 40
    after = given(work((0, "started"), (25, "checked"), (26, "left")), NOON + timedelta(minutes=30))
    assert after.coded_today == 26 * 60
    later = plan(after)
    assert later.left == 14 * 60
    assert sum(item.seconds for item in later.items) <= later.left
    hard = {"cnn/conv": build("cnn/conv", 4)}
    (part,) = plan(given(builds=hard)).of("build")
    assert part.seconds + part.rest == 60 * MINUTES[4]
    assert part.rest > 0


def test_a_redo_under_way_goes_on_first():
    record = work((0, "started"), (9, "passed"), (10, "left"), (6000, "redo"), (6001, "left"))
    assert record.redos.keys() == {"layers/dense"}
    found = plan(given(record, NOON + timedelta(days=5)))
    assert next((item.kind, item.id) for item in found.of("build", "redo")) == ("redo", "layers/dense")
    record.apply(Event("z", microseconds(NOON + timedelta(days=5)), "d", 99, "checked", 1, {
        "exercise": "layers/dense", "verdict": "pass"}))  # fmt: skip
    assert not record.redos


def test_new_cards_stop_at_the_days_cap():
    answers = [(n, "answered", {"card": card, "rating": GOOD}) for n, card in enumerate(list(CARDS)[:3])]
    found = given(record_of((0, "settings", {"new_a_day": 5}), *answers), NOON + timedelta(hours=1))
    assert found.new_today == 3
    assert len(plan(found).of("new")) == 2
    tomorrow = given(found.record, NOON + timedelta(days=1))
    assert len(plan(tomorrow).of("new")) == 5


def test_what_was_never_seen_is_neither_known_nor_forgotten():
    answers = [(n, "answered", {"card": card, "rating": GOOD}) for n, card in enumerate(list(CARDS)[:4])]
    now = given(record_of(*answers), NOON + timedelta(hours=1))
    then = goal(NOON.date() + timedelta(days=20), now.now)
    found = outlook(now.cards, now.memories, then)
    assert (found.marked.seen, found.marked.total) == (4, 16)
    assert found.topics["cnn"].mean is None
    assert found.marked.mean < outlook(now.cards, now.memories, now.goal).marked.mean
    assert found.assessed.total == 0


def test_a_topic_of_which_only_an_open_question_was_answered_is_begun():
    spoken = Card("core:cnn/q0#open", "cnn", 1, "open", Text())
    stock = Stock({**CARDS, spoken.id: spoken}, BUILDS, ("layers",))
    for cards, waiting in ((["core:mlp/q0#x"], ("cnn",)), (["core:mlp/q0#x", spoken.id], ()), ([], ("mlp", "cnn"))):
        record = record_of(*((n, "answered", {"card": card, "rating": GOOD}) for n, card in enumerate(cards)))
        found = Given(stock, replay(record.reviews), record, NOON)
        assert outlook(found.cards, found.memories, found.goal).waiting == waiting
        said = [line for section in told(plan(found), TITLES, Words("en"), 76) for line in section.lines]
        assert ("Not begun: Convolution." in said) is (waiting == ("cnn",))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("chosen", ["", "2026-03-02", "2026-03-03", "2026-03-20", "2026-02-01"])
def test_every_plan_can_be_told_and_fits_its_width(language, chosen):
    answers = [(n, "answered", {"card": card, "rating": n % 2 + 1}) for n, card in enumerate(list(CARDS)[:6])]
    record = record_of((0, "settings", {"date": chosen, "minutes": 10}), *answers)
    words = Words(language)
    for days in (0, 1, 9):
        found = plan(given(record, NOON + timedelta(days=days, minutes=20)))
        for width in (40, 76):
            sections = told(found, TITLES, words, width)
            assert all(cells(line) <= width for section in sections for line in section.lines)
        assert "{" not in today(found, words) + "".join(line for section in sections for line in section.lines)
        assert json.loads(as_json(found))["schema"] == 1
