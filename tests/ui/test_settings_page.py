"""The settings page: what is changed there is saved at once, shows at once, and bad input says what to type."""

from dataclasses import replace
from datetime import date

from rich.color import ColorType
from textual.widgets import Input

from quiz.log import LogUnusable
from quiz.preferences import KEYS
from quiz.settings import Settings
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.settings import SettingsPage
from tests.ui.waiting import until


def styles(app):
    """Of what goes to the terminal."""
    strips = app.screen._compositor.render_strips()
    return {segment.style for strip in strips for segment in strip if segment.style is not None}


async def at(pilot, app, key):
    """The page, with the cursor on this setting and its value open."""
    if not isinstance(app.screen, SettingsPage):
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(app.screen, SettingsPage) and app.screen.list.has_focus)
    for _ in KEYS:
        if app.screen.key == key:
            break
        await pilot.press("down")
    await pilot.press("enter")
    await until(pilot, lambda: app.screen.editing)


async def test_each_way_to_change_a_setting(running, shown, open_on):
    async with running("en") as (app, pilot):
        await at(pilot, app, "minutes")
        field = app.screen.query_one(Input)
        field.value = "many"
        await pilot.press("enter")
        await until(pilot, lambda: "type a whole number of minutes from 5 to 600" in shown(app))
        field.value = "25"
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.editing)
        await at(pilot, app, "date")
        field.value = "2025-12-24"
        await pilot.press("enter")
        await until(pilot, lambda: "2025-12-24 has passed; type today (2026-11-21) or a later day" in shown(app))
        field.value = "2026/12/24"
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.editing)
        await at(pilot, app, "topics")
        await pilot.press("1", "3", "1", "escape")
        await at(pilot, app, "watch")
        await pilot.press("1")
        await at(pilot, app, "theme")
        await pilot.press("2")
        await until(pilot, lambda: app.theme == "textual-light")
        await at(pilot, app, "editor")
        await pilot.press(*"vim", "escape")
        third = list(app.session.bank.titles)[2]
        wanted = Settings(minutes=25, date=date(2026, 12, 24), topics=(third,), watch=True, theme="light")
        assert app.session.settings == wanted
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomePage))
    again = open_on("en")
    assert again.settings == wanted


async def test_languages_are_two_and_change_at_once(running, shown):
    async with running("en") as (app, pilot):
        await at(pilot, app, "interview")
        await pilot.press("3")
        await until(pilot, lambda: not app.screen.editing)
        assert (app.session.language, app.session.interview) == ("en", "zh")
        await at(pilot, app, "language")
        await pilot.press("3")
        await until(pilot, lambda: "设置" in shown(app))
        await at(pilot, app, "interview")
        await pilot.press("1")
        await pilot.press("f2")
        await until(pilot, lambda: "Settings" in shown(app))
        assert (app.session.language, app.session.interview) == ("en", "en")


async def test_what_cannot_be_saved_is_said_and_stays_as_it_was(running, shown, monkeypatch):
    def full(**changes):
        raise LogUnusable(app.session.paths.log, "no space left")

    async with running("en") as (app, pilot):
        monkeypatch.setattr(app.session, "configure", full)
        await at(pilot, app, "watch")
        await pilot.press("1")
        await until(pilot, lambda: "no space left" in shown(app))
        assert not app.session.settings.watch


async def test_the_theme_is_remembered_and_goes_round(running, open_on):
    async with running("en") as (app, pilot):
        for theme in ("textual-light", "ansi-dark", "textual-dark", "textual-light"):
            app.action_theme()
            await pilot.pause()
            assert app.theme == theme
            drawn = {c.type for s in styles(app) for c in (s.color, s.bgcolor) if c is not None}
            assert (ColorType.TRUECOLOR in drawn) is (theme != "ansi-dark"), "the terminal's own colours, and no others"
    assert open_on("en").settings.theme == "light"


async def test_what_is_typed_is_saved_under_the_setting_it_was_typed_for(running, shown):
    async with running("en") as (app, pilot):
        await at(pilot, app, "minutes")
        page, before = app.screen, app.session.settings
        about = " ".join(page.voice("settings.about.minutes").split()[:4])
        await pilot.press("shift+tab")
        await until(pilot, lambda: page.list.has_focus)
        await pilot.press("down", "tab")
        await until(pilot, lambda: page.field.has_focus)
        assert page.field.value == str(before.minutes)
        assert about in shown(app)
        page.field.value = "55"
        await pilot.press("enter")
        await until(pilot, lambda: not page.editing)
        assert app.session.settings == replace(before, minutes=55)


async def test_enter_on_another_setting_changes_that_one(running):
    async with running("en") as (app, pilot):
        await at(pilot, app, "minutes")
        page, before = app.screen, app.session.settings
        await pilot.press("shift+tab", "down", "enter")
        await until(pilot, lambda: page.field.has_focus)
        key = KEYS[KEYS.index("minutes") + 1]
        page.field.value = "7"
        await pilot.press("enter")
        await until(pilot, lambda: not page.editing)
        assert app.session.settings == replace(before, **{key: 7})


async def test_a_long_value_is_cut_and_leaves_the_name_its_place(running, shown):
    async with running("en", (80, 24)) as (app, pilot):
        app.session.configure(editor="vim " + "x" * 300)
        await at(pilot, app, "editor")
        assert "Your editor" in shown(app)
        assert "vim xxx" in shown(app)
        assert "x…" in shown(app)
