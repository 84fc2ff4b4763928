"""What the statistics count, and that the two ways of marking never mix."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from exercises.content import Text
from quiz.answers import Review
from quiz.bank import Card
from quiz.memory import recall, remember
from quiz.plan.goal import goal
from quiz.progress import ExerciseProgress, TrackProgress
from quiz.record import Touch
from quiz.stats.counted import AHEAD, Count, redone, track_counts
from quiz.stats.values import Assessed, Day, KindTime, Marked

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CARDS = {f"core:{name}": Card(f"core:{name}", "mlp", 1, kind, Text()) for name, kind in
         {"mlp/a#x": "single", "mlp/a#open": "open", "mlp/b#x": "numeric"}.items()}  # fmt: skip


def review(name, verdict="right", days=0.0, *, rating=3, score=1.0, ms=1000):
    return Review(f"core:{name}", NOON + timedelta(days), rating, verdict=verdict, score=score, elapsed_ms=ms)


def counted(*reviews, now=NOON):
    count = Count(CARDS, now)
    for entry in reviews:
        count.add(entry)
    return count


def test_marked_and_self_assessed_are_counted_apart():
    count = counted(
        review("mlp/a#x"), review("mlp/b#x", "wrong", rating=1, score=0), review("mlp/b#x", "partial", score=0.5),
        review("mlp/a#open", "self", score=0.75), review("mlp/a#open", "self", score=0.5),
    )  # fmt: skip
    assert count.sums[False].marked(["mlp"]) == Marked(3, 1, 1)
    assert count.sums[True].assessed(["mlp"]) == Assessed(2, 1.25)
    assert count.sums[False].marked(["cnn"]) == Marked()
    assert count.days() == {date(2026, 11, 21): Day(3, 2)}


def test_only_the_first_answer_of_a_card_and_a_later_day_counts_for_recall():
    count = counted(
        review("mlp/a#x"),
        review("mlp/a#x", days=0.01, rating=1),
        review("mlp/a#x", days=3, rating=1),
        review("mlp/a#x", days=3.01, rating=3),
        review("mlp/a#x", days=9, rating=2),
    )
    assert (count.recall(own=False).n, count.recall(own=False).remembered) == (2, 1)
    assert count.recall(own=True).n == 0


def test_what_is_predicted_is_what_fsrs_expected_before_the_answer():
    first, second = review("mlp/a#x"), review("mlp/a#x", days=5, rating=1)
    expected = recall(remember(None, first), second.at)
    assert counted(first, second).recall(own=False).predicted == pytest.approx(expected)
    assert 0 < expected < 1


def test_a_day_is_the_learners_own():
    east = NOON.astimezone(timezone(timedelta(hours=13)))
    assert list(counted(review("mlp/a#x"), now=east).days()) == [date(2026, 11, 22)]


def test_times_are_medians_by_kind_and_leave_out_what_was_not_timed():
    count = counted(
        *(review("mlp/a#x", ms=ms) for ms in (1000, 2000, 900_000)), review("mlp/b#x", ms=0), review("mlp/gone#x")
    )
    assert count.times() == (KindTime("single", 3, 2000),)


def test_the_forecast_has_the_backlog_and_leaves_out_cards_that_are_gone():
    count = counted(review("mlp/a#x", days=-30), review("mlp/b#x", days=-0.001), review("mlp/gone#x", days=-30))
    overdue, ahead = count.ahead(goal(None, NOON))
    assert overdue == 1
    assert len(ahead) == AHEAD
    assert sum(ahead) == 1
    assert counted().ahead(goal(None, NOON)) == (0, (0,) * AHEAD)


def test_a_redo_counts_once_it_is_passed():
    touches = [Touch("a/b", NOON, kind) for kind in ("passed", "redo", "checked", "passed", "passed", "redo")]
    assert redone([*touches, Touch("a/c", NOON, "redo")]) == {"a/b": 1}


def test_exercises_are_counted_by_track():
    rows = [ExerciseProgress(f"a/{i}", Text(), 1, status) for i, status in enumerate(("new", "new", "passed"))]
    (track,) = track_counts([TrackProgress("a", Text("A"), tuple(rows))], {"a/2": 3, "b/1": 9})
    assert (track.new, track.started, track.passed, track.redone) == (2, 0, 1, 3)
