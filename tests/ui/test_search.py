"""Search while one types: both languages find the same, Enter opens what it is, coming back finds the list."""

import pytest

from quiz.progress import Place
from quiz.ui.screens.exercise import ExercisePage
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.question import QuestionPage
from quiz.ui.screens.quiz import QuizPage
from quiz.ui.screens.reader import Reader
from quiz.ui.screens.search import SearchPage
from quiz.words import Words
from quiz.wrapping import cells
from tests.ui.waiting import until


async def to_search(app, pilot, key="slash"):
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, SearchPage) and app.screen.finder is not None)
    return app.screen


async def typed(app, pilot, page, query):
    page.query_one("#query").value = query
    await until(pilot, lambda: page.found.hits)
    await pilot.pause()


def kinds(page):
    return [(hit.kind, hit.id) for hit in page.found.hits]


async def test_both_languages_find_the_same_on_every_screen(running, language, size, shown):
    async with running(language, size) as (app, pilot):
        page = await to_search(app, pilot)
        assert Words(language)("search.title") in shown(app)
        await pilot.press(*"bp")
        await until(pilot, lambda: page.found.hits)
        found = []
        for query in ("backprop", "反向传播", "Back-Propagation"):
            await typed(app, pilot, page, query)
            found.append(kinds(page))
        assert found[0] == found[1] == found[2]
        assert found[0][0] == ("term", "backpropagation")
        assert Words(language)("search.kind.question") in shown(app)
        assert max(map(cells, shown(app).splitlines())) <= size[0]
        page.query_one("#query").value = "zzzz"
        await until(pilot, lambda: not page.found.hits)
        await pilot.pause()
        assert Words(language)("search.none", query="zzzz") in shown(app)
        await typed(app, pilot, page, "softmax zzzz")
        assert Words(language)("search.without", words="zzzz") in shown(app)
        page.query_one("#query").value = "z" * 10_000
        await until(pilot, lambda: "zzz…" in shown(app))


async def test_a_question_opens_with_its_drills_to_practise_and_the_list_is_there_again(running, shown):
    async with running() as (app, pilot):
        page = await to_search(app, pilot, "f12")
        await typed(app, pilot, page, "what is backprop and why")
        at = next(i for i, hit in enumerate(page.found.hits) if hit.kind == "question")
        await pilot.press(*["down"] * at, "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionPage))
        question = app.screen.question
        assert app.session.history.record.place == Place("question", question=question)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuizPage) and app.screen.posed is not None)
        assert app.screen.posed.card.startswith(f"{question}#")
        assert app.session.history.record.place.mode == "question"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, QuestionPage))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
        assert page.found.hits


async def test_a_term_opens_the_glossary_there_and_an_exercise_its_page(running, shown):
    async with running() as (app, pilot):
        page = await to_search(app, pilot)
        await typed(app, pilot, page, "反向传播")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Reader) and app.screen.query("#prompt"))
        await pilot.pause()
        assert shown(app).splitlines()[1].strip() == "backpropagation 反向传播"
        await pilot.press("q")
        await until(pilot, lambda: app.screen is page)
        await typed(app, pilot, page, "lstm")
        at = next(i for i, hit in enumerate(page.found.hits) if hit.id == "sequence/lstm")
        await pilot.press(*["down"] * at, "enter")
        await until(pilot, lambda: isinstance(app.screen, ExercisePage))
        assert app.screen.exercise.id == "sequence/lstm"


async def test_the_language_changes_while_one_searches_and_escape_leaves(running, shown):
    async with running() as (app, pilot):
        page = await to_search(app, pilot)
        await typed(app, pilot, page, "dropout")
        await pilot.press("f2")
        await pilot.pause()
        assert "术语" in shown(app)
        assert page.found.hits
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomePage))


async def test_a_disk_that_takes_no_files_is_said(running, shown, tmp_path, monkeypatch):
    async with running() as (app, pilot):
        blocked = tmp_path / "blocked"
        blocked.write_text("no folder")
        monkeypatch.setattr(
            "quiz.ui.screens.search.shelve", lambda session: (blocked / "bank.sqlite3", page_shelves(app))
        )
        page = await to_search(app, pilot)
        page.query_one("#query").value = "dropout"
        await pilot.pause()
        assert "could not be written" in shown(app)
        assert not page.found.hits


def page_shelves(app):
    from quiz.search.finder import Shelves  # noqa: PLC0415

    return Shelves({}, {"question": ()}, {}, ())


@pytest.mark.parametrize("key", ["slash", "f12", "ctrl+underscore"])
async def test_every_key_of_the_search_opens_it(running, key):
    async with running() as (app, pilot):
        await to_search(app, pilot, key)
