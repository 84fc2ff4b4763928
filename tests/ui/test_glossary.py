"""The glossary: a key away, the terms of the question first, in both languages at once."""

from quiz.ui.screens.quiz import QuizPage
from quiz.ui.screens.reader import Reader


async def test_g_shows_the_terms_of_the_question_first(running, language, shown):
    async with running(language) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, QuizPage)
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(app.screen, Reader)
        text = "\n".join(line.plain for line in app.screen.query_one("#prompt").drawn(76))
        first = text.index(app.screen.voice("glossary.here"))
        said = page.said.casefold()
        term = next(t for t in app.session.glossary if t.term.en.casefold() in said)
        assert first < text.index(term.term.en) < text.index(term.term.zh, text.index(term.term.en))
        await pilot.press("escape")
        assert app.screen is page


async def test_it_is_there_on_home_and_while_one_types(running):
    async with running() as (app, pilot):
        await pilot.press("f8")
        await pilot.pause()
        assert isinstance(app.screen, Reader)
        await pilot.press("g")
        await pilot.pause()
        assert sum(isinstance(screen, Reader) for screen in app.screen_stack) == 1
