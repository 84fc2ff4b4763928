"""Home, help, palette, language, resume: what holds on every page."""

from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest
from textual.events import AppFocus
from textual.widgets import Input

from exercises.content import ContentError
from quiz.progress import Place
from quiz.ui import screens
from quiz.ui.app import Gradlings
from quiz.ui.screens.exercise import ExercisePage
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.page import Page
from quiz.ui.screens.palette import Palette
from quiz.ui.screens.quiz import QuizPage
from quiz.ui.screens.reader import Reader
from quiz.ui.screens.today import TodayPage
from quiz.words import Words
from tests.ui.waiting import until

BASES = {"Reader", "CardPage", "DraftPage", "CheckingPage", "MockCodePage", "MockItemPage"}
"""Never opened themselves, or without help of their own."""
PAGES = [HomePage, QuizPage, ExercisePage, Reader]


async def test_the_first_question_is_one_key_away(running, language, size):
    async with running(language, size) as (app, pilot):
        assert app.focused.id == "start"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, QuizPage)
        assert app.screen.posed is not None


def beginning(title):
    """As much of a title as stands on one line however narrow the list."""
    return title.split()[0][:3]


async def test_every_topic_and_exercise_of_home_can_be_walked_to(running, language, size, shown):
    async with running(language, size) as (app, pilot):
        home, seen = app.screen.home, shown(app)
        for key, rows in (("down", len(home.topics)), ("right", sum(len(track.exercises) for track in home.tracks))):
            await pilot.press(key)
            for _ in range(rows):
                await pilot.press("down")
                await pilot.pause()
                seen += shown(app)
        for topic in home.topics:
            assert beginning(topic.title[language]) in seen
            assert f"{topic.seen}/{topic.total}" in seen
        for track in home.tracks:
            for exercise in track.exercises:
                assert beginning(exercise.title[language]) in seen


async def test_a_topic_narrows_the_quiz(running):
    async with running() as (app, pilot):
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        topic = app.session.home().topics[1].topic
        assert app.screen.practice.topic == topic
        assert app.session.bank.cards[app.screen.posed.card].topic == topic


async def test_home_shows_the_exercise_that_was_left(running, shown):
    async with running(size=(80, 24)) as (app, pilot):
        assert "[ ] LSTM" not in shown(app)
        app.open(Place("exercise", exercise="sequence/lstm"))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomePage)
        assert "[~] LSTM" in shown(app)


async def test_home_shows_the_topic_that_was_left(running, shown):
    async with running(size=(80, 24)) as (app, pilot):
        last = app.screen.home.topics[-1]
        assert last.title["en"][:10] not in shown(app)
        app.open(Place("quiz", topic=last.topic))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert last.title["en"][:10] in shown(app)


async def test_a_row_of_home_can_be_clicked(running):
    async with running() as (app, pilot):
        await pilot.click("#exercises", offset=(4, 1))
        await pilot.pause()
        assert isinstance(app.screen, ExercisePage)


@pytest.mark.parametrize("noticed", ["by the clock", "on focus"])
async def test_home_knows_that_it_is_another_day(running, shown, monkeypatch, clock, noticed):
    monkeypatch.setattr("quiz.ui.screens.home.SECONDS", 0.05 if noticed == "by the clock" else 60)
    async with running() as (app, pilot):
        evening(app.session)
        app.screen.on_screen_resume()
        app.screen.speak()
        await until(pilot, lambda: not app.screen.home.planned and "8 answers today" in shown(app))
        clock[0] += timedelta(hours=18)
        if noticed == "on focus":
            app.post_message(AppFocus())
        await until(pilot, lambda: app.screen.home.planned and "0 answers today" in shown(app))
        assert app.session.words("plan.short_new", n=2) in shown(app)


async def test_enter_begins_the_plan_of_the_day_that_it_is_not_of_the_day_on_the_screen(running, clock):
    async with running() as (app, pilot):
        evening(app.session)
        app.screen.on_screen_resume()
        assert not app.screen.home.planned
        clock[0] += timedelta(hours=18)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuizPage))
        assert isinstance(app.screen, TodayPage)


def evening(session):
    """Today's minutes are used."""
    session.configure(minutes=5, new_a_day=2)
    for card in list(session.bank.cards)[:8]:
        session.history.add("answered", {"card": card, "rating": 3, "elapsed_ms": 60_000})
    assert not session.today().items


async def test_faults_of_content_are_one_line_that_opens(running, shown, monkeypatch, open_on):
    fault = ContentError("content/questions/a/b.toml", "drills[0].kind", "is no kind", "use one of these")
    async with running() as (app, pilot):
        home = app.session.home
        monkeypatch.setattr(app.session, "home", lambda: _with_fault(home(), fault))
        app.screen.on_screen_resume()
        app.screen.speak()
        await pilot.pause()
        assert "1 fault in a content file" in shown(app)
        await pilot.press("f")
        await pilot.pause()
        assert "content/questions/a/b.toml: drills[0].kind" in shown(app)
        await pilot.press("escape")
        await pilot.click("#faults", offset=(5, 0))
        await pilot.pause()
        assert isinstance(app.screen, Reader)


def _with_fault(home, fault):
    return home._replace(faults=(fault,))


PLACES = [
    [],
    ["enter"],
    ["enter", "f1"],
    ["down", "right", "enter"],
    ["down", "right", "enter", "f6"],
    ["ctrl+p"],
    ["f1"],
]


@pytest.mark.parametrize("path", PLACES, ids=lambda path: "+".join(path) or "home")
async def test_f2_changes_every_text_at_once(running, path, shown):
    async with running("en", (110, 30)) as (app, pilot):
        await pilot.press(*path)
        await pilot.pause()
        english = shown(app)
        await pilot.press("f2")
        await pilot.pause()
        chinese = shown(app)
        await pilot.press("f2")
        await pilot.pause()
        assert shown(app) == english
    assert chinese != english
    assert not set(chinese.split()) & UNTRANSLATED


UNTRANSLATED = {"Help", "Back", "Find", "Quit", "Start", "Check", "Hint", "Pane", "Submit", "level", "saved", "Task"}


async def test_f2_keeps_what_was_typed(running):
    async with running(drill="memory") as (app, pilot):
        await pilot.press("4", "2", "f2")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "42"


@pytest.mark.parametrize("key", ["f1", "question_mark", "ctrl+g"])
async def test_help_lists_every_key_of_the_page(running, key, shown):
    async with running(drill="one") as (app, pilot):
        page = app.screen
        await pilot.press(key)
        await pilot.pause()
        reader = app.screen
        assert isinstance(reader, Reader)
        text = "\n".join(line.plain for line in reader.query_one("#prompt").drawn(78))
        for act in page.acts:
            assert act.all_keys in text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_every_act_has_its_words(page, language):
    words = Words(language)
    for act in (*page.ACTS, *page.TAIL):
        assert words(f"action.{act.name}")
        assert words(f"help.{act.name}")


@pytest.mark.parametrize("asked", ["one", "several", "claim", "open", "memory", "order", "bug"])
async def test_the_last_line_holds_at_most_seven_living_keys(running, asked, language, shown):
    async with running(language, drill=asked) as (app, pilot):
        for pressed in ["", "1", "1", "enter", "enter"]:
            if pressed:
                await pilot.press(pressed)
                await pilot.pause()
            page = app.screen
            line = shown(app).splitlines()[-1]
            alive = [act for act in page.acts if act.footer and page.can(act.name)]
            assert len(alive) <= 7
            words = app.session.words
            assert words("action.back") in line, "the last key is not cut off"


async def test_a_key_in_the_last_line_can_be_clicked(running, shown):
    async with running() as (app, pilot):
        at = shown(app).splitlines()[-1].index("F2")
        await pilot.click("#keys", offset=(at + 4, 0))
        await pilot.pause()
        assert app.session.language == "zh"


@pytest.mark.parametrize("query", ["dense", "全连接"])
async def test_the_palette_finds_in_both_languages(running, query):
    async with running("en") as (app, pilot):
        await pilot.press("colon")
        await pilot.pause()
        app.screen.query_one(Input).value = query
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ExercisePage)
        assert isinstance(app.screen_stack[-2], HomePage)


async def test_the_palette_lists_what_the_page_can_do_and_where_one_can_go(running):
    async with running(drill="several") as (app, pilot):
        page = app.screen
        await pilot.press("ctrl+p")
        await pilot.pause()
        labels = {entry.label.en for entry in app.screen.found}
        words = Words("en")
        for act in page.acts:
            assert (words(f"help.{act.name}") in labels) == (act.palette and page.can(act.name))
        home = app.session.home()
        titles = [t.title.en for t in home.topics] + [e.title.en for track in home.tracks for e in track.exercises]
        assert all(any(title in label for label in labels) for title in titles)


async def test_the_palette_runs_an_act_of_the_page_beneath(running):
    async with running(drill="several") as (app, pilot):
        page = app.screen
        await pilot.press("1", "ctrl+p")
        await pilot.pause()
        app.screen.query_one(Input).value = "submit"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is page
        assert page.mark is not None


async def test_the_palette_says_when_it_finds_nothing(running, shown):
    async with running() as (app, pilot):
        await pilot.press("ctrl+p", *"zzzzqq", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        assert "Nothing like that" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomePage)


async def test_a_restart_stands_where_the_learner_stood(running, open_on):
    async with running() as (app, pilot):
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        before = app.screen.posed
        topic = app.screen.practice.topic
        await pilot.press("ctrl+q")
    again = Gradlings(open_on())
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, QuizPage)
        assert (again.screen.posed.card, again.screen.posed.seed) == (before.card, before.seed)
        assert again.screen.practice.topic == topic
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(again.screen, HomePage)
        assert again.session.history.record.place == Place("home")


async def test_a_restart_reopens_the_exercise(running, open_on):
    async with running() as (_app, pilot):
        await pilot.press("down", "right", "enter", "ctrl+q")
    again = Gradlings(open_on())
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, ExercisePage)


async def test_a_place_that_is_gone_leaves_home(open_on):
    session = open_on()
    session.visit(Place("exercise", exercise="layers/gone"))
    app = Gradlings(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomePage)


async def test_practise_opens_the_exercise_and_back_returns_to_the_question(running):
    async with running() as (app, pilot):
        card = next(card for card in app.session.bank.cards.values() if card.kind == "single"
                    and app.session.bank.question(card.id).exercises)  # fmt: skip
        app.session.next = lambda topic=None: app.session.pose(card.id, 1)
        await pilot.press("enter", "1", "x")
        await pilot.pause()
        assert isinstance(app.screen, ExercisePage)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, QuizPage)
        assert app.session.history.record.place.screen == "quiz"
        assert app.session.history.record.pending is None, "the answered card does not come again"


async def test_light_and_dark_change_the_editor_too(running):
    async with running() as (app, pilot):
        await pilot.press("down", "right", "enter")
        await pilot.pause()
        app.action_theme()
        await pilot.pause()
        assert not app.current_theme.dark
        assert app.screen.editor.theme == "github_light"


def test_every_page_says_what_it_is_for():
    for found in iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{found.name}")
    pages, kinds = set(), Page.__subclasses__()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        pages.add(kind.__name__)
    for page in pages - BASES:
        for language in ("en", "zh"):
            assert Words(language)(f"help.about.{page}")
