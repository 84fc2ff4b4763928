"""Misses and the weakest from home; the statistics page."""

from datetime import timedelta

from quiz.marking import Answer
from quiz.practice import Practice
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.quiz import QuizPage
from quiz.ui.screens.stats import StatsPage
from quiz.words import Words
from quiz.wrapping import cells
from tests.ui.conftest import NOON
from tests.ui.waiting import until


def answer(session, *, right, times=1):
    """Answer single-choice cards of ours, an hour before the app is opened; their ids."""
    session.history._clock = lambda: NOON - timedelta(hours=1)
    cards = [card.id for card in session.bank.cards.values() if card.kind == "single"][:times]
    for card in cards:
        posed = session.pose(card, 1)
        chosen = next(option.id for option in posed.drill.options if option.right is right)
        session.answer(posed, Answer(chosen=(chosen,)), 4000)
    return cards


async def test_what_was_missed_is_asked_once_and_a_restart_goes_on(running, open_on, language, shown):
    missed = answer(open_on(language), right=False, times=2)
    async with running(language, (80, 24)) as (app, pilot):
        assert Words(language)("practice.misses") in shown(app)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, QuizPage) and app.screen.posed is not None)
        assert app.screen.posed.card in missed
        assert app.session.history.record.place.mode == "misses"
        first = app.screen.posed.card
    async with running(language, (80, 24)) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, QuizPage) and app.screen.posed is not None)
        assert app.screen.posed.card == first
        practice = app.screen.practice
        assert practice.since
        for _ in missed:
            posed = app.session.next(practice)
            assert posed.card in missed
            right = next(option.id for option in posed.drill.options if option.right)
            app.session.answer(posed, Answer(chosen=(right,)), 1000)
        await app.screen.ask()
        await pilot.pause()
        assert Words(language)("practice.over")[:20] in shown(app)


async def test_the_first_rows_of_the_list_and_the_keys_lead_to_the_same(running, open_on):
    seen = answer(open_on(), right=True, times=3)
    async with running() as (app, pilot):
        lists = app.screen.query_one("#topics-pane").region
        await pilot.click(offset=(lists.right - 18, lists.bottom - 1))
        await until(pilot, lambda: isinstance(app.screen, StatsPage))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomePage))
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, QuizPage) and app.screen.posed is not None)
        assert app.screen.practice.mode == "weakest"
        assert app.screen.posed.card in seen
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomePage))
        await pilot.press("left", "up", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuizPage))


async def test_the_statistics_fit_every_screen_in_both_languages(running, open_on, language, size, shown):
    answer(open_on(language), right=True, times=12)
    async with running(language, size) as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, StatsPage) and app.screen.statistics is not None)
        await pilot.pause()
        words = Words(language)
        assert words("stats.title") in shown(app)
        assert words("stats.marked", share=words("stats.share", percent=100, n=12)) in shown(app)
        assert max(map(cells, shown(app).splitlines())) <= size[0]
        assert app.session.history.record.place.screen == "stats"
        pane = app.screen.query_one("#pane")
        await pilot.press("pagedown")
        await until(pilot, lambda: pane.scroll_y == min(pane.size.height - 2, pane.max_scroll_y))
        await pilot.press("up")
        await until(pilot, lambda: pane.scroll_y < pane.max_scroll_y or not pane.max_scroll_y)
        assert Practice.at(app.session.history.record.place) == Practice()
