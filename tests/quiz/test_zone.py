"""The learner's day begins at midnight, also on the days on which the clocks are changed."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quiz.answers import Review
from quiz.plan.goal import goal
from quiz.stats.counted import Count
from quiz.zone import Here, local_now

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process can be set on Unix only")


@pytest.fixture
def zone(monkeypatch):
    """Sets the zone of this process; the one before comes back."""

    def set_zone(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_zone
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    "name", ["America/New_York", "Europe/Berlin", "Asia/Shanghai", "Australia/Lord_Howe", "America/Havana"]
)
def test_every_half_hour_of_a_year_is_as_the_database_of_zones_has_it(zone, name):
    zone(name)
    here, known = Here(), ZoneInfo(name)
    for half in range(2 * 24 * 366):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=30 * half)
        local, expected = moment.astimezone(here), moment.astimezone(known)
        assert (local.replace(tzinfo=None), local.fold) == (expected.replace(tzinfo=None), expected.fold)
        assert local.astimezone(UTC) == moment


@pytest.mark.parametrize(
    ("name", "noon", "hours"),
    [
        ("America/New_York", datetime(2026, 3, 8, 16, tzinfo=UTC), 23),
        ("America/New_York", datetime(2026, 11, 1, 17, tzinfo=UTC), 25),
        ("Europe/Berlin", datetime(2026, 3, 29, 10, tzinfo=UTC), 23),
        ("Europe/Berlin", datetime(2026, 10, 25, 11, tzinfo=UTC), 25),
        ("Europe/Berlin", datetime(2026, 10, 26, 11, tzinfo=UTC), 24),
    ],
)
def test_a_day_is_as_long_as_it_is(zone, name, noon, hours):
    zone(name)
    today, tomorrow = (goal(None, moment.astimezone(Here())) for moment in (noon, noon + timedelta(days=1)))
    assert tomorrow.midnight.astimezone(UTC) - today.midnight.astimezone(UTC) == timedelta(hours=hours)


def test_an_answer_belongs_to_the_day_of_its_moment_whenever_one_looks(zone):
    zone("Europe/Berlin")
    late = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # half past midnight, in summer time
    for now in (late, late + timedelta(hours=12), late + timedelta(days=30)):
        count = Count({}, now.astimezone(Here()))
        count.add(Review("core:mlp/a#x", late, 3))
        assert list(count.days()) == [date(2026, 10, 25)]
        assert goal(None, now.astimezone(Here())).day(late) == date(2026, 10, 25)


def test_now_is_now(zone):
    zone("America/New_York")
    assert abs(local_now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert local_now().tzname() in ("EST", "EDT")
    for month, hours in ((1, -5), (7, -4)):
        assert datetime(2026, month, 1, tzinfo=UTC).astimezone(local_now().tzinfo).utcoffset() == timedelta(hours=hours)


def test_two_readings_of_the_clock_are_as_far_apart_as_they_are(zone):
    zone("Europe/Berlin")
    before, after = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert after.astimezone(Here()) - before.astimezone(Here()) == timedelta(hours=1)


def test_a_year_that_the_system_does_not_know_is_in_utc(zone):
    zone("Europe/Berlin")
    assert datetime.max.replace(tzinfo=Here()).utcoffset() == timedelta()
