"""Today's plan in the app: read, set, walked through; and an exercise written again from a blank page."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from quiz.log import LogUnusable
from quiz.practice import Practice
from quiz.progress import Place
from quiz.session import Session
from quiz.ui.screens.exercise import ExercisePage
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.plan import PlanPage
from quiz.ui.screens.today import TodayPage
from quiz.words import Words
from tests.ui.waiting import until

ID = "layers/dense"


def passed(session: Session, name: str = ID) -> None:
    session.start(name)
    session.save(name, "mine = 1\n")
    session.history.add("checked", {"exercise": name, "verdict": "pass"})


async def test_the_plan_is_a_key_away_and_takes_date_and_minutes_in_place(running, shown, language):
    words = Words(language)
    async with running(language) as (app, pilot):
        assert words("plan.short_new", n=20) in shown(app)
        assert words("plan.invite", plan="").strip() in shown(app)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PlanPage))
        assert words("plan.none") in shown(app).replace("\n ", "")
        assert words("plan.build", id=ID, title=app.session.exercise(ID).title[language]) in shown(app)
        for key, wrong, right in (("d", "2026-11-20", "2026-12-05"), ("m", "0", "25"), ("t", "nonsense", "mlp cnn")):
            await pilot.press(key)
            field = app.screen.query_one("#value", Input)
            await until(pilot, lambda field=field: field.has_focus)
            await until(pilot, lambda: words("settings.how_type") in shown(app))
            assert f"/ {words('action.search')}" not in shown(app), "a slash would be typed"
            field.value = wrong
            await pilot.press("enter")
            await pilot.pause()
            assert app.screen.typing, "it stays there, with what to type instead"
            field.value = right
            await pilot.press("enter")
            await until(pilot, lambda: not app.screen.typing)
        settings = app.session.settings
        assert (str(settings.date), settings.minutes, settings.topics) == ("2026-12-05", 25, ("mlp", "cnn"))
        assert words("plan.ahead", n=14, date="2026-12-05") in shown(app)
        assert all(len(line) <= 80 for line in shown(app).splitlines())
        await pilot.press("d", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomePage))
        assert words("plan.invite", plan="").strip() not in shown(app)


async def test_start_walks_through_the_cards_and_then_to_the_code(running, shown, language):
    words = Words(language)
    async with running(language) as (app, pilot):
        app.session.configure(new_a_day=1)
        app.open(Place("plan"))
        await until(pilot, lambda: isinstance(app.screen, PlanPage))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TodayPage) and app.screen.posed is not None)
        assert app.screen.posed.card == app.session.today().items[0].id
        app.session.history.add("answered", {"card": app.screen.posed.card, "rating": 3, "elapsed_ms": 9000})
        await app.screen.ask()
        await until(pilot, lambda: words("plan.cards_done") in shown(app) and ID in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ExercisePage))
        assert app.screen.exercise.id == ID
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayPage))
        assert app.session.next(Practice(mode="today")) is None


async def test_a_passed_exercise_is_written_again_with_a_clock_and_without_its_solution(
    running, shown, language, grader
):
    words = Words(language)
    async with running(language, (120, 40)) as (app, pilot):
        passed(app.session)
        app.open(Place("exercise", exercise=ID))
        await until(pilot, lambda: isinstance(app.screen, ExercisePage))
        page = app.screen
        assert page.can("solution")
        page.query_one("#statement").focus()
        await pilot.press("b", "y")
        await until(pilot, lambda: page.again is not None)
        await until(pilot, lambda: words("plan.redo_timer", minutes=0) in shown(app))
        assert page.editor.text == page.exercise.starter
        assert not page.can("solution")
        assert not page.can("follow")
        assert not page.can("redo")
        grader.verdict = "pass"
        await pilot.press("f5")
        await until(pilot, lambda: page.again is None)
        assert page.can("solution")
        assert words("plan.redo_timer", minutes=0) not in shown(app)


async def test_the_clock_of_a_redo_counts_work_and_not_the_night(running, shown, language, clock, monkeypatch):
    monkeypatch.setattr("quiz.ui.screens.exercise.SECONDS", 0.05)
    words = Words(language)
    async with running(language, (120, 40)) as (app, pilot):
        passed(app.session)
        app.session.redo(ID)
        app.open(Place("exercise", exercise=ID))
        await until(pilot, lambda: words("plan.redo_timer", minutes=0) in shown(app))
        clock[0] += timedelta(minutes=12)
        await until(pilot, lambda: words("plan.redo_timer", minutes=12) in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomePage))
        clock[0] += timedelta(hours=22)
        app.open(Place("exercise", exercise=ID))
        await until(pilot, lambda: isinstance(app.screen, ExercisePage) and app.screen.again is not None)
        await until(pilot, lambda: words("plan.redo_timer", minutes=12) in shown(app))
        clock[0] += timedelta(minutes=3)
        await until(pilot, lambda: words("plan.redo_timer", minutes=15) in shown(app))


async def test_what_cannot_be_set_without_a_log_is_said(running, shown, monkeypatch):
    def full(*_):
        raise LogUnusable(Path("log"), "disk full")

    async with running() as (app, pilot):
        app.open(Place("plan"))
        await until(pilot, lambda: isinstance(app.screen, PlanPage))
        monkeypatch.setattr("quiz.history.History.add", full)
        await pilot.press("m")
        await until(pilot, lambda: app.screen.query_one("#value", Input).has_focus)
        await pilot.press("enter")
        await until(pilot, lambda: "disk full" in shown(app))


@pytest.mark.parametrize("page", [PlanPage, TodayPage])
def test_every_act_has_its_words(language, page):
    words = Words(language)
    for act in page.ACTS:
        assert words(f"action.{act.name}")
        assert words(f"help.{act.name}")
