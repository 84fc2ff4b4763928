"""Which mock interviews the statistics compare, and that they are those of the log."""

from datetime import UTC, date, datetime, timedelta, timezone

from quiz.mock.item import Item, Wish
from quiz.mock.state import Mock, Result
from quiz.stats.mocks import mock_count
from quiz.stats.values import MockCount, MockFigures

EVENING = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
ITEMS = tuple(Item(kind, "mlp", 1, 60) for kind in ("single", "open", "code"))


def held(days, state="ended", score=1.0):
    results = {n: Result(verdict, score) for n, verdict in enumerate(("right", "self", "partial"))}
    return Mock(str(days), EVENING + timedelta(days=days), Wish(20), ITEMS, "", state, used={0: 90.0}, results=results)


def test_the_last_two_that_are_over_are_compared_and_all_are_counted():
    found = mock_count([held(0), held(1), held(2, score=0.5), held(3, "paused")], UTC)
    assert (found.n, found.seconds) == (3, 270.0)
    assert found.last == MockFigures(date(2026, 11, 22), 20, 1, 0.5, 1, 0.5, "partial")
    assert (found.before.day, found.before.machine_points) == (date(2026, 11, 21), 1.0)


def test_of_none_and_of_one_there_is_nothing_to_compare():
    assert mock_count([], UTC) == MockCount()
    assert mock_count([held(0)], UTC).before is None


def test_the_day_is_the_learners_own():
    assert mock_count([held(0)], timezone(timedelta(hours=8))).last.day == date(2026, 11, 21)
