"""The statistics in words and as JSON: honest with few answers, within the width, in both languages."""

import json
import re
from datetime import date, timedelta

import pytest

from exercises.content import LANGUAGES, Text
from quiz.stats.as_json import as_json
from quiz.stats.calendar import calendar, mark
from quiz.stats.told import share, told
from quiz.stats.values import (
    Assessed,
    Day,
    KindTime,
    Marked,
    MockCount,
    MockFigures,
    Recall,
    Statistics,
    TopicCount,
    TrackCount,
)
from quiz.words import Words
from quiz.wrapping import cells

TODAY = date(2026, 11, 21)
FULL = Statistics(
    today=TODAY,
    target=0.9,
    marked=Marked(120, 90, 12),
    assessed=Assessed(3, 2.25),
    recall=Recall(40, 36, 35.2),
    recall_assessed=Recall(2, 1, 1.8),
    days={TODAY - timedelta(days=n): Day(n % 60, n % 3) for n in range(400)},
    overdue=17,
    ahead=(9, 0, 3, *([1] * 27)),
    topics=(TopicCount("mlp", Text("Multilayer perceptrons " * 3, "多层感知机" * 9), Marked(4, 3), Assessed(1, 0.5)),),
    times=(KindTime("single", 80, 8400), KindTime("open", 3, 61_000)),
    tracks=(TrackCount("layers", Text("Layers", "层"), 5, 1, 2, 1),),
    mocks=MockCount(
        3,
        6000.0,
        MockFigures(date(2026, 11, 20), 45, machine=12, machine_points=9.0, own=4, own_points=2.5, code="right"),
        MockFigures(date(2026, 11, 13), 20, machine=3, machine_points=1.5, own=0, own_points=0.0, code=""),
    ),
    interview=date(2026, 12, 24),
)
EMPTY = Statistics(TODAY, 0.9, Marked(), Assessed(), Recall(), Recall(), {}, 0, (0,) * 30, (), (), ())
WEEKDAYS, MONTHS = tuple("abcdefg"), tuple(f"m{n}" for n in range(12))


def lines(found, language="en", width=79):
    return [line for section in told(found, Words(language), width) for line in (section.title, *section.lines)]


@pytest.mark.parametrize("width", [77, 40, 117])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("found", [FULL, EMPTY], ids=["full", "empty"])
def test_every_line_fits_in_both_languages(found, language, width):
    assert max(map(cells, lines(found, language, width))) <= width


def test_of_few_answers_there_are_counts_and_of_many_a_percentage_with_its_n():
    said = "\n".join(lines(FULL))
    assert "right 75 % (n = 120)" in said
    assert "key points ticked 75 % (n = 3)" in said
    assert "remembered 90 % (n = 40); predicted 88 %" in said
    assert "Self-assessed: remembered 1 of 2; predicted 90 %" in said
    assert "3 of 4" in said
    assert share(0, 0, Words("en")) == "-"


def test_the_backlog_is_the_first_row_of_the_forecast():
    said = lines(FULL)
    at = said.index("To repeat, if nothing new is added") + 1
    assert said[at] == "On the days that the plan to the interview on 2026-12-24 chooses:"
    assert said[at + 1].split()[:2] == ["overdue", "17"]
    assert said[at + 2].split() == ["11-21", "Sat", "9", "#" * 21]
    assert said[at + 3].split() == ["11-22", "Sun", "0"]
    assert said[at + 16] == "and 16 later, until day 30"


@pytest.mark.parametrize(
    ("interview", "who"), [(date(2026, 12, 24), "Until the interview on 2026-12-24"), (None, "The s")]
)
def test_whose_target_it_is_is_said(interview, who):
    assert any(line.startswith(who) for line in lines(FULL._replace(interview=interview)))
    assert not any("2026-12-24" in line for line in lines(FULL._replace(interview=None)))


def test_the_last_two_interviews_stand_one_under_the_other_and_the_two_figures_apart():
    said = lines(FULL)
    at = said.index("Mock interviews")
    assert said[at + 1] == "3 are over; clock time of all: 100 min"
    last, before = (re.split(" {2,}", line) for line in said[at + 3 : at + 5])
    assert last == ["last (2026-11-20, 45 minutes)", "75 % (n = 12)", "62 % (n = 4)", "✓"]
    assert before == ["before (2026-11-13, 20 minutes)", "1.5 of 3", "-", "-"]
    assert "Mock interviews" not in lines(EMPTY)


def test_without_answers_it_says_so_and_leaves_out_what_there_is_nothing_to_say_of():
    said = lines(EMPTY)
    assert "No card has come back on a later day yet." in said
    assert "Time per question (median)" not in said


def test_the_calendar_has_a_column_a_week_and_ends_today():
    rows = calendar(
        {TODAY: 60, TODAY - timedelta(days=7): 3, TODAY - timedelta(days=5): 10}, TODAY, 12, (WEEKDAYS, MONTHS)
    )
    assert len(rows) == 8
    assert rows[6] == "f . . . - #"
    assert rows[1] == "a . . . . +"
    assert rows[7] == "g . . . ."


def test_the_calendar_names_months_without_running_them_together():
    header = calendar({}, TODAY, 110, (WEEKDAYS, MONTHS))[0]
    assert header.split() == [f"m{(11 + n) % 12}" for n in range(12)]


@pytest.mark.parametrize(("n", "sign"), [(0, "."), (1, "-"), (9, "-"), (10, "+"), (25, "*"), (50, "#"), (999, "#")])
def test_a_mark_always_means_the_same(n, sign):
    assert mark(n) == sign


def test_the_json_has_its_schema_and_counts_instead_of_shares():
    found = json.loads(as_json(FULL))
    assert found["schema"] == 1
    assert found["marked"] == {"n": 120, "right": 90, "partial": 12}
    assert found["self"] == {"n": 3, "ticked": 2.25}
    assert found["recall"]["marked"] == {"n": 40, "remembered": 36, "predicted": 35.2}
    assert found["days"]["2026-11-20"] == {"marked": 1, "self": 1}
    assert found["due"] == {"overdue": 17, "days": list(FULL.ahead)}
    assert found["topics"]["mlp"]["self"] == {"n": 1, "ticked": 0.5}
    assert found["times"]["open"] == {"n": 3, "median_ms": 61000}
    assert found["exercises"]["layers"] == {"new": 5, "started": 1, "passed": 2, "redone": 1}
    assert (found["interview"], found["mocks"]["n"], found["mocks"]["seconds"]) == ("2026-12-24", 3, 6000)
    assert found["mocks"]["last"] == {
        "day": "2026-11-20",
        "minutes": 45,
        "marked": {"n": 12, "points": 9.0},
        "self": {"n": 4, "ticked": 2.5},
        "code": "right",
    }
    assert found["mocks"]["before"]["code"] is None
    empty = json.loads(as_json(EMPTY))
    assert empty["interview"] is None
    assert empty["mocks"] == {"n": 0, "seconds": 0, "last": None, "before": None}
