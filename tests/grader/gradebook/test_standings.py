"""Which attempt counts, and what it is worth."""

import gc
from datetime import UTC, datetime

import pytest

from grader.gradebook import Late, Policy, standings
from grader.gradebook.overrides import Override
from grader.handed import Row

DUE = datetime(2026, 11, 20, tzinfo=UTC)
AT_ONCE = Policy()
LATE = Policy(deadline=DUE, late=Late(10, most=50))


def only(rows, policy=AT_ONCE, overrides=()):
    """The one standing of these rows."""
    (standing,) = standings(rows, policy, {each.key: each for each in overrides})
    return standing


@pytest.fixture
def attempts(row):
    return [
        row(score=0.6, attempt=1, file="a.py", at="2026-11-19T00:00:00+00:00"),
        row(score=0.9, attempt=2, file="b.py", at="2026-11-23T12:00:00+00:00"),
        row(score=0.5, attempt=3, file="c.py", at="2026-11-19T12:00:00+00:00"),
    ]


def test_the_best_attempt_is_the_one_with_the_most_points_after_lateness(attempts):
    found = only(attempts, LATE)
    assert (found.row.file, found.points, found.attempts) == ("a.py", pytest.approx(60), 3)
    assert only(attempts).row.file == "b.py"


def test_the_last_attempt_is_the_last_that_was_handed_in_whatever_its_number(attempts):
    assert only(attempts, Policy(attempt="last")).row.file == "b.py"
    untimed = [row for row in attempts if row.file != "b.py"]
    assert only(untimed, Policy(attempt="last")).row.file == "c.py"


def test_being_late_costs_so_much_of_what_was_earned_and_says_so(attempts):
    found = only(attempts[1:2], LATE)
    assert found.points == pytest.approx(90 * 0.6)
    assert found.reason.en == "3 d 12 h late: 40 % off 90"
    assert "扣 40%" in found.reason.zh


def test_what_the_grader_failed_on_has_no_points(row):
    found = only([row(verdict="infra", score=0.0)])
    assert found.points is None
    assert "grader failed" in found.reason.en


def test_of_several_attempts_none_is_the_best_while_one_that_was_not_judged_could_be(row):
    failed = row(verdict="infra", score=0.0, file="b.py", attempt=2)
    for rows in ([failed, row(score=0.5)], [row(score=0.5), failed]):
        found = only(rows)
        assert (found.points, found.verdict, found.attempts) == (None, "fail", 2)
        assert "attempt 2 was not judged" in found.reason.en
        assert "第 2 次提交" in found.reason.zh
    assert only([failed, row(score=1.0)]).points == 100.0, "nothing is better"


def test_an_attempt_that_was_not_judged_counts_for_what_it_could_be_worth_being_as_late_as_it_is(row):
    late = row(verdict="infra", score=0.0, file="b.py", attempt=2, at="2026-11-21T12:00:00+00:00")
    assert only([late, row(score=0.8)], LATE).points == pytest.approx(80), "it has begun its second day: at most 80"
    assert only([late, row(score=0.7)], LATE).points is None


def test_only_the_last_attempt_has_to_be_judged_where_the_last_counts(row):
    first, last = (row(verdict="infra", score=0.0, attempt=n, file=f"{n}.py") for n in (1, 3))
    policy = Policy(attempt="last")
    assert only([first, row(score=0.5, attempt=2)], policy).points == 50.0
    assert only([row(score=0.5, attempt=2), last], policy).points is None


def test_an_override_stands_where_an_attempt_was_not_judged(row):
    set_by = Override("ann", "layers/dense", 80.0, "ill", "Ms Li", "2026-11-25", 2)
    found = only([row(verdict="infra", attempt=2, file="b.py"), row(score=0.5)], overrides=[set_by])
    assert (found.points, found.reason.en) == (80.0, "set to 80 by Ms Li on 2026-11-25: ill")


def test_nothing_handed_in_is_a_row_without_points_to_get(row):
    found = only([row(verdict="missing", fault={"en": "nothing was handed in", "zh": "没有提交"})])
    assert (found.points, found.verdict) == (0.0, "missing")


def test_that_nothing_was_there_at_an_earlier_or_a_later_run_is_no_attempt(row):
    nothing = row(verdict="missing", file="", fault={"en": "nothing was handed in", "zh": "没有提交"})
    for policy in (Policy(attempt="last"), Policy()):
        for rows in ([nothing, row(score=0.0)], [row(score=0.0), nothing]):
            found = only(rows, policy)
            assert (found.row.file, found.attempts) == ("f.py", 1)


def test_a_regraded_file_takes_the_place_of_its_earlier_line(row):
    assert only([row(score=1.0), row(score=0.25)]).points == 25.0


def test_an_override_stands_whatever_is_regraded_and_lateness_takes_nothing_off(row):
    set_by = Override("ann", "layers/dense", 80.0, "ill", "Ms Li", "2026-11-25", 2)
    for score in (0.0, 1.0):
        found = only([row(score=score, at="2026-11-30T00:00:00+00:00")], LATE, [set_by])
        assert (found.points, found.override) == (80.0, set_by)
        assert found.reason.en == "set to 80 by Ms Li on 2026-11-25: ill"


def test_an_override_for_a_hostile_name_is_found_as_results_csv_shows_it(row):
    shown = Override("'=cmd()", "layers/dense", 80.0, "r", "w", "2026-11-25", 2)
    assert only([row(student="=cmd()")], overrides=[shown]).points == 80.0


def test_an_override_that_nobody_is_meant_by_is_told(row):
    stray = Override("amn", "layers/dense", 80.0, "r", "w", "2026-11-25", 2)
    assert standings([row()], Policy()).without_match({stray.key: stray}) == [stray]


def test_the_summary_is_sorted_and_holds_no_reports(row):
    rows = [row(student="zoe"), row(student="ann"), row(student="ann", exercise="cnn/conv2d", name="Ann Lee")]
    found = standings(rows, Policy())
    assert [(s.student, s.exercise, s.name) for s in found.summary] == [
        ("ann", "cnn/conv2d", "Ann Lee"), ("ann", "layers/dense", "Ann Lee"), ("zoe", "layers/dense", ""),
    ]  # fmt: skip
    assert not any("checks" in standing.row.report for standing in found.summary)
    assert all("checks" in standing.row.report for standing in found)
    assert [standing.student for standing in found] == ["zoe", "ann", "ann"]


class Stream:
    """Rows that are made when they are asked for, and how many there were at once."""

    most = 0

    def __init__(self, row, count):
        self.row, self.count = row, count

    def __iter__(self):
        for number in range(self.count):
            made = self.row(student=f"s{number}")
            made.report["output"] = Tracked("x")
            yield made


class Tracked(str):
    alive = 0

    def __init__(self, *_):
        Tracked.alive += 1
        Stream.most = max(Stream.most, Tracked.alive)

    def __del__(self):
        Tracked.alive -= 1


def test_no_more_than_a_few_reports_are_alive_at_once(row):
    gc.collect()
    found = standings(Stream(row, 200), Policy())
    assert sum(isinstance(standing.row, Row) for standing in found) == 200
    assert Stream.most <= 3
