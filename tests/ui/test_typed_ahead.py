"""Keys that arrive in one burst, as over a slow connection, count as if they had come one by one."""

from asyncio import sleep

import pytest
from textual.events import Key

from quiz.progress import Place
from tests.ui.test_exercise import judged, to_dense
from tests.ui.test_mock import at, enter
from tests.ui.test_quiz import keys
from tests.ui.waiting import until

CARDS = ("one", "several", "order", "pairs", "claim", "bug")


def burst(app, pressed):
    """All of them stand in the app's queue before it looks at the first."""
    for key in pressed:
        app._driver.send_message(Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize("asked", CARDS)
async def test_a_card_is_marked_by_all_that_was_picked(running, every_drill, asked):
    posed = next(posed for posed in every_drill if posed.drill.id == asked)
    async with running() as (app, pilot):
        app.session.next = lambda topic=None: posed
        await pilot.press("enter")
        page = app.screen
        await until(pilot, lambda: page.box is not None and page.focused is not None)
        burst(app, keys(posed, right=True))
        await until(pilot, lambda: page.mark is not None)
        assert page.mark.verdict == "right"


async def test_what_is_picked_in_an_interview_is_kept_by_whoever_goes_on_at_once(running):
    async with running() as (app, pilot):
        page = await enter(app, pilot, *CARDS)
        for index in range(len(CARDS) - 1):
            await at(pilot, page, index)
            burst(app, [*(key for key in keys(page.posed, right=True) if key != "enter"), "f8"])
            await until(pilot, lambda index=index: page.index == index + 1)
        assert page.sitting.mock.answered == set(range(len(CARDS) - 1))


async def test_what_is_checked_is_all_that_was_typed_before(running, grader):
    async with running() as (app, pilot):
        page = await to_dense(pilot)
        await pilot.press("f6")
        await until(pilot, lambda: page.focused is page.editor)
        burst(app, [*"new", "f5"])
        await until(pilot, lambda: grader.sources)
        await judged(pilot)
        assert grader.sources[0].startswith(b"new")


@pytest.mark.parametrize("turns", range(12))
async def test_an_app_that_is_closed_while_something_opens_says_nothing(running, turns):
    async with running() as (app, pilot):
        await enter(app, pilot, "order", "claim")
        burst(app, ["f8"])
        for _ in range(turns):
            await sleep(0)
    async with running() as (app, _):
        app.open(Place("quiz"))
        for _ in range(turns):
            await sleep(0)


async def test_what_is_shown_as_marked_is_what_was_marked(running, every_drill):
    posed = next(posed for posed in every_drill if posed.drill.id == "one")
    async with running() as (app, pilot):
        app.session.next = lambda topic=None: posed
        await pilot.press("enter")
        page = app.screen
        await until(pilot, lambda: page.box is not None and page.focused is not None)
        burst(app, "12")
        await until(pilot, lambda: page.mark is not None)
        await pilot.pause()
        assert page.box.chosen == page.given.chosen[0] == posed.choices[0].id


@pytest.mark.parametrize("turns", range(8))
async def test_a_letter_after_enter_opens_nothing_else(running, turns):
    async with running() as (app, pilot):
        await pilot.press("slash")
        await until(pilot, lambda: app.screen.finder is not None)
        await pilot.press(*"gr")
        await until(pilot, lambda: app.screen.found.hits)
        page, last = app.screen, len(app.screen.found.hits) - 1
        wanted = page.found.hits[last]
        for _ in range(last):
            await pilot.press("down")
        opened = []
        page._open = opened.append
        burst(app, ["enter"])
        for _ in range(turns):
            await sleep(0)
        burst(app, "b")
        await until(pilot, lambda: page._query.value == "grb")
        await pilot.pause()
        assert opened in ([], [wanted])
