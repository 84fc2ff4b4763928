"""An exercise has one page, to which every way to it returns; and a verdict is told where its check was asked for."""

import pytest

from quiz.progress import Place
from quiz.ui.screens.exercise import ExercisePage
from quiz.ui.screens.follow import FollowPage
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.quiz import QuizPage
from quiz.ui.screens.search import SearchPage
from quiz.words import Words
from quiz.workspace import Unusable
from tests.ui.test_checking import DENSE, check, to_dense
from tests.ui.waiting import until

OTHER = "sequence/lstm"


def opened(app):
    return [screen for screen in app.screen_stack if isinstance(screen, ExercisePage)]


async def test_search_returns_to_the_page_that_lies_open_and_its_check_is_told_there_alone(running, shown):
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, SearchPage) and app.screen.finder)
        await pilot.press(*"dense")
        found = [(hit.kind, hit.id) for hit in app.screen.found.hits]
        await pilot.press(*["down"] * found.index(("exercise", DENSE)), "enter")
        await until(pilot, lambda: isinstance(app.screen, ExercisePage))
        assert app.screen is page
        assert opened(app) == [page]
        await check(pilot, page)
        assert page.report.report.verdict == "fail"
        await pilot.pause()
        assert f"{DENSE}: " not in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomePage))


async def test_a_question_asked_about_an_exercise_returns_to_the_page_that_lies_open(running, grader):
    grader.verdict = "pass"
    async with running() as (app, pilot):
        bank = app.session.bank
        card = next(card for card, found in bank.cards.items() if found.kind == "single"
                    and bank.question(card).exercises[:1] == (DENSE,))  # fmt: skip
        app.session.next = lambda topic=None: app.session.pose(card, 1)
        page = await to_dense(pilot)
        await check(pilot, page)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, FollowPage) and app.screen.questions)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuizPage) and app.screen.box is not None)
        await pilot.press("1", "x")
        await until(pilot, lambda: app.screen is page)
        assert opened(app) == [page]
        assert app.session.history.record.place == Place("exercise", exercise=DENSE)


async def test_an_exercise_that_is_asked_for_twice_at_once_opens_once(running):
    async with running() as (app, pilot):
        for _ in range(2):
            app.screen.post_message(HomePage.Open(Place("exercise", exercise=DENSE)))
        await until(pilot, lambda: opened(app))
        await pilot.pause()
        assert len(opened(app)) == 1


async def test_what_is_chosen_in_one_burst_ends_where_the_last_choice_leads(running):
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, SearchPage))
        for exercise in (OTHER, DENSE):
            app.screen.post_message(SearchPage.Open(Place("exercise", exercise=exercise)))
        await until(pilot, lambda: app.screen is page)
        await pilot.pause()
        assert opened(app) == [page]


async def test_a_page_on_top_that_cannot_be_saved_stays_until_it_is_asked_for_again(running, monkeypatch, shown):
    def full(*_):
        raise Unusable(app.session.workspace.path(OTHER), "disk full")

    async with running() as (app, pilot):
        below = await to_dense(pilot)
        app.open(Place("exercise", exercise=OTHER))
        await until(pilot, lambda: opened(app)[1:] and app.screen.editor.text)
        above = app.screen
        above.show_pane("editor")
        await pilot.press("#")
        monkeypatch.setattr(app.session, "save", full)
        app.open(below.place())
        await pilot.pause()
        await until(pilot, lambda: "could not be saved" in shown(app))
        assert app.screen is above
        app.open(below.place())
        await until(pilot, lambda: app.screen is below)
        assert opened(app) == [below]


async def test_the_palette_leaves_a_page_on_top_with_its_check(running, grader):
    grader.gate.clear()
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: page.stages)
        await app.go(page.place())
        assert app.screen is page
        grader.gate.set()
        await until(pilot, lambda: page.report.report is not None)
        assert page.errand is None


@pytest.mark.parametrize("verdict", ["pass", "fail"])
async def test_a_verdict_whose_page_was_left_is_one_line_on_the_page_opened_since(
    running, grader, shown, language, verdict
):
    grader.gate.clear()
    grader.verdict = verdict
    words = Words(language)
    async with running(language) as (app, pilot):
        left = await to_dense(pilot)
        await pilot.press("f5")
        await until(pilot, lambda: left.stages)
        await app.go(Place("home"))
        page = await to_dense(pilot)
        assert page is not left
        page.show_pane("editor")
        await pilot.pause()
        assert words("action.solution") not in shown(app).splitlines()[-1]
        grader.gate.set()
        await until(pilot, lambda: f"{DENSE}: {words(f'common.verdict.{verdict}')}" in shown(app))
        assert app.focused is page.editor, "whoever writes goes on writing"
        assert page.report.report is None
        told = words("action.solution") in shown(app).splitlines()[-1]
        assert told == (verdict == "pass"), "what a pass opens is there at once"
