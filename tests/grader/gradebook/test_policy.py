"""Lateness as a teacher writes it, and what it costs."""

from datetime import UTC, datetime, timedelta

import pytest

from grader.gradebook import BadPolicy, Late, Policy, parse_deadline, parse_late, parse_span

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DUE = datetime(2026, 11, 20, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "late"),
    [
        ("10 % a day, at most 50 %", Late(10, DAY, 50)),
        ("10%/day at most 50%", Late(10, DAY, 50)),
        ("2.5 % per hour", Late(2.5, HOUR, 100)),
        ("100 % an hour", Late(100, HOUR, 100)),
        ("每天扣 10%，最多扣 50%", Late(10, DAY, 50)),
        ("每小时 5 %", Late(5, HOUR, 100)),
    ],
)
def test_a_late_policy_is_read_in_both_languages(words, late):
    assert parse_late(words) == late


@pytest.mark.parametrize(
    "words", ["", "10", "10 points a day", "10 % a week", "-5 % a day", "10 % a day, at least 3 %"]
)
def test_what_is_no_late_policy_says_what_to_write(words):
    with pytest.raises(BadPolicy) as refused:
        parse_late(words)
    assert "10 % a day" in refused.value.text.en
    assert "每天" in refused.value.text.zh


@pytest.mark.parametrize(("hours", "off"), [(0, 0), (0.1, 10), (24, 10), (24.1, 20), (24 * 4 + 1, 50), (24 * 30, 50)])
def test_every_day_that_has_begun_counts_up_to_the_most(hours, off):
    assert parse_late("10 % a day, at most 50 %").off(timedelta(hours=hours)) == off


def test_within_the_grace_nobody_is_late_and_beyond_it_one_is_late_since_the_deadline():
    policy = Policy(deadline=DUE, grace=parse_span("15 min"))
    assert policy.late_by("2026-11-20T18:15:00+00:00") == timedelta()
    assert policy.late_by("2026-11-20T18:16:00+00:00") == timedelta(minutes=16)
    assert policy.late_by("2026-11-20T19:10:00+01:00") == timedelta()


def test_what_has_no_time_is_not_late():
    assert Policy(deadline=DUE).late_by("") == timedelta()


@pytest.mark.parametrize("words", ["2026-11-20", " 2026-11-20 ", "20261120"])
def test_a_day_alone_is_over_at_midnight_however_it_is_written(words):
    assert parse_deadline(words) == datetime(2026, 11, 20, 23, 59, 59, 999999).astimezone()


def test_a_time_without_zone_is_one_of_here():
    assert parse_deadline("2026-11-20 18:00+00:00") == parse_deadline("20261120T1800Z") == DUE
    assert parse_deadline("2026-11-20T18:00").tzinfo is not None


@pytest.mark.parametrize(
    ("words", "span"), [("15 min", HOUR / 4), ("2h", 2 * HOUR), ("1 day", DAY), ("30 分钟", HOUR / 2)]
)
def test_a_grace_is_read(words, span):
    assert parse_span(words) == span


@pytest.mark.parametrize("words", ["next Friday", "2026-W47", "2026-W47-5", "2026-11", "2026-11-31", ""])
def test_what_is_no_time_says_what_to_write(words):
    with pytest.raises(BadPolicy) as refused:
        parse_deadline(words)
    assert "2026-11-20" in refused.value.text.en
    assert "2026-11-20" in refused.value.text.zh


def test_what_is_no_span_is_refused():
    with pytest.raises(BadPolicy):
        parse_span("a while")
