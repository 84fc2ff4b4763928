"""Every page, whatever it is called: in both languages at 80 x 24, in small terminals, in ASCII, without colours."""

from contextlib import asynccontextmanager
from functools import partial
from itertools import pairwise
from typing import get_args

import pytest
from textual.widgets import DataTable, TextArea

from quiz.progress import Place, Screen
from quiz.ui.app import Gradlings
from quiz.ui.screens.page import Page
from quiz.ui.widgets.keys import Keys
from quiz.ui.widgets.lines import Lines, Prose
from quiz.wrapping import cells
from tests.ui.waiting import until

SCREENS = [screen for screen in get_args(Screen) if screen != "home"]
ON_TOP = ["settings", "help", "glossary"]
SIZES = [(60, 20), (20, 5)]
SHARED = {"enter", "f5", "ctrl+r", "escape"}
"""Keys of acts that exclude one another; of any other pair the second would never run."""
CLOSING = "。，、；：？！）」』》】"


@asynccontextmanager
async def started(session, size):
    app = Gradlings(session)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Page))
        yield app, pilot


def place(app, screen):
    """One that can be opened; screens about one thing are about our first question and exercise."""
    question = next(iter(app.session.bank.cards)).partition("#")[0]
    return Place(screen, exercise="layers/dense" if screen == "exercise" else "", question=question)


async def every_page(app, pilot):
    """Home, each place, what each page can put on top of itself; the name and with the page in front."""
    await settled(app, pilot)
    yield "home"
    opening = {screen: partial(app.open, place(app, screen)) for screen in SCREENS}
    opening |= {name: getattr(app, f"action_{name}") for name in ON_TOP}
    for name, go in opening.items():
        async with opened(app, pilot, name, go):
            yield name


@asynccontextmanager
async def opened(app, pilot, name, go):
    """This page on top, and gone again."""
    before = app.screen
    go()
    await until(pilot, lambda: isinstance(app.screen, Page) and app.screen is not before, name)
    await settled(app, pilot)
    yield
    app.screen.dismiss()
    await until(pilot, lambda: app.screen is before, name)


async def settled(app, pilot):
    """Drawn, and with the same text twice."""
    seen = []
    await until(pilot, lambda: seen.append(shown_rows(app)) or (len(seen) > 2 and seen[-1] == seen[-2]))


def shown_rows(app):
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def overflowing(app):
    """Widgets that are wider than the place they have; editors and tables scroll sideways, for code and numbers."""
    return [
        widget
        for widget in app.screen.query("*")
        if widget.display
        and widget.region
        and not isinstance(widget, TextArea | DataTable)
        and (widget.show_horizontal_scrollbar or widget.region.right > app.size.width)
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_every_page_fits_80_by_24_and_survives_smaller_ones(open_on, language):
    async with started(open_on(language), (80, 24)) as (app, pilot):
        async for name in every_page(app, pilot):
            assert not wrong(app), name
            await small(app, pilot, name)


async def small(app, pilot, name):
    """Usable at 60 x 20; below that it may be cut off, but nothing breaks."""
    for columns, rows in SIZES:
        await pilot.resize_terminal(columns, rows)
        await until(pilot, lambda: {cells(row) for row in shown_rows(app)} == {columns}, (name, columns))  # noqa: B023
        keys = app.screen.query_one(Keys)
        assert keys.render().cell_length <= columns, name
    await pilot.resize_terminal(80, 24)
    await settled(app, pilot)


def wrong(app):
    """Everything that a page of 80 x 24 must not be."""
    page, shown, voice = app.screen, shown_rows(app), app.session.words
    last = next(act for act in reversed(page.acts) if act.name in ("back", "quit"))
    keys = [key for act in page.acts if act.bound for key in act.keys.split(",") if key]
    return [
        *([f"{len(shown)} rows"] if len(shown) != 24 else []),
        *(row for row in shown if cells(row) != 80),
        *overflowing(app),
        *(line for part in page.query(Lines) for line in part.drawn(part.content_size.width) if line.cell_length > 80),
        *([] if voice(f"action.{last.name}") in shown[-1] else ["how to leave is not in the last line"]),
        *({key for key in keys if keys.count(key) > 1} - SHARED),
        *(act for act in page.acts if not (voice(f"action.{act.name}") and voice(f"help.{act.name}"))),
        *(line for part in page.query(Prose) for line in torn(part)),
    ]


def torn(prose):
    """Lines of Chinese that begin with what may not begin one."""
    lines = [line.plain.strip() for line in prose.drawn(max(prose.content_size.width, 20))]
    return [line for before, line in pairwise(lines) if before and line and line[0] in CLOSING]


async def test_the_glossary_and_the_help_are_one_key_away_while_one_types(running, shown):
    async with running(drill="memory") as (app, pilot):
        quiz = app.screen
        for key in ("f8", "f1"):
            await pilot.press("4", key)
            await until(pilot, lambda: app.screen is not quiz)
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is quiz)
        assert app.screen.query_one("Input").value == "44"
    async with running() as (app, pilot):
        app.open(Place("exercise", exercise="layers/dense"))
        await until(pilot, lambda: app.screen.query("#editor"))
        page = app.screen
        page.query_one("#editor").focus()
        await pilot.press("f8")
        await until(pilot, lambda: app.screen is not page)


async def test_ascii_without_colours_leaves_words_signs_and_chinese(open_on, monkeypatch):
    monkeypatch.setenv("GRADLINGS_ASCII", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    async with started(open_on("zh"), (80, 24)) as (app, pilot):
        async for name in every_page(app, pilot):
            segments = [segment for line in filtered(app) for segment in line]
            drawn = "".join(segment.text for segment in segments)
            assert not set(drawn) & set("╭╮╰╯─│✓✗›»←→…▁▔┊"), name
            assert any("\u4e00" <= char <= "\u9fff" for char in drawn), name
            colours = {c for s in segments if s.style is not None for c in (s.style.color, s.style.bgcolor) if c}
            assert all(colour.is_default for colour in colours), name


def filtered(app):
    """What goes to the terminal: each row after the app's filters."""
    drawn = []
    for strip in app.screen._compositor.render_strips():
        segments = list(strip)
        for line_filter in app._filters:
            if line_filter.enabled:
                segments = line_filter.apply(segments, app.screen.background_colors[1])
        drawn.append(segments)
    return drawn
