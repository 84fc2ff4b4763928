"""What `content check` counts as fitting stands on one screen of 80 x 24 indeed."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from quiz.authoring.fitting import ROWS, rows
from quiz.bank import Bank, content_folder
from quiz.check import read_question
from quiz.progress import Place
from quiz.ui.screens.home import HomePage
from quiz.ui.screens.quiz import QuizPage
from quiz.variants import pose
from tests.ui.waiting import until

SAMPLE = read_question(Path(__file__).parents[1] / "quiz" / "every-kind.toml")
TALLEST = 6


def tallest(language):
    """The tallest cards of ours, and the tallest of each kind."""
    bank = Bank.open(content_folder(), None)
    posed = [pose(card.id, bank.question(card.id), 0) for card in bank.cards.values() if card.kind != "open"]
    posed.sort(key=lambda now: -len(rows(now, language)))
    return [*posed[:TALLEST], *{now.kind: now for now in reversed(posed)}.values()]


def grown(drill, count, language):
    """A card of the sample with as much code as makes it so many rows."""
    now = pose(f"core:mlp/every-kind#{drill}", SAMPLE, 0)
    lines = now.code.count("\n")
    while len(rows(now, language)) < count:
        lines += 1
        now = replace(now, code="x = 1\n" * lines)
    return now


async def scrolled(app, pilot, monkeypatch, now):
    """How many rows of this card lie beyond the screen, once it stands there."""
    monkeypatch.setattr(app.session, "next", lambda topic=None: now)
    app.open(Place("quiz"))
    await until(pilot, lambda: isinstance(app.screen, QuizPage) and app.screen.query("#pane"))
    pane = app.screen.query_one("#pane", VerticalScroll)
    heights = []
    await until(pilot, lambda: heights.append(pane.virtual_size.height) or heights[-5:] == [heights[-1] or -1] * 5)
    beyond = pane.max_scroll_y
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(app.screen, HomePage))
    return beyond


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_no_card_of_ours_needs_scrolling(running, language, monkeypatch):
    async with running(language, (80, 24)) as (app, pilot):
        for now in tallest(language):
            assert await scrolled(app, pilot, monkeypatch, now) == 0, now.card


@pytest.mark.parametrize("drill", ["one", "several", "prints"])
async def test_the_rows_that_fit_are_counted_as_the_app_draws_them(running, language, drill, monkeypatch):
    async with running(language, (80, 24)) as (app, pilot):
        assert await scrolled(app, pilot, monkeypatch, grown(drill, ROWS, language)) == 0
        assert await scrolled(app, pilot, monkeypatch, grown(drill, ROWS + 4, language)) > 0
