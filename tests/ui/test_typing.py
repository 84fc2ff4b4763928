"""Whatever is typed arrives: no letter acts while somebody writes, and no input method is broken."""

import string

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

from quiz.ui import keep_input_methods_alive

ASCII = [char for char in string.printable if char.isprintable()]
CHINESE = ["反向传播", "梯度", "卷积层：输出", "，。！", "｛全角｝"]


async def everything(pilot, field):
    """Keys as the terminal sends them, one after the other; composed text has no key of its own; then a paste."""
    field.focus()
    await pilot.pause()
    pasted = "，粘贴 paste"
    expected = "".join([*ASCII, *CHINESE])
    for char in expected:
        pilot.app.post_message(events.Key(_character_to_key(char), char))
    pilot.app.post_message(events.Paste(pasted))
    for _ in range(200):
        await pilot.pause(0.01)
        if (field.text if isinstance(field, TextArea) else field.value).endswith(pasted):
            break
    return expected + pasted


@pytest.mark.parametrize("asked", ["memory", "gaps", "write"])
async def test_every_field_of_an_answer_takes_every_character(running, asked):
    async with running(drill=asked) as (app, pilot):
        page = app.screen
        for field in page.query(Input):
            expected = await everything(pilot, field)
            assert field.value == expected
        assert app.screen is page
        assert page.mark is None


async def test_the_place_for_an_open_answer_takes_every_character(running):
    async with running(drill="open") as (app, pilot):
        page = app.screen
        expected = await everything(pilot, page.query_one(TextArea))
        assert page.query_one(TextArea).text == expected
        assert app.screen is page


async def test_the_editor_takes_every_character(running):
    async with running(size=(120, 40)) as (app, pilot):
        await pilot.press("down", "right", "enter")
        await pilot.pause()
        page = app.screen
        page.editor.load_text("")
        expected = await everything(pilot, page.editor)
        assert page.editor.text == expected
        assert app.screen is page


async def test_the_search_of_the_palette_takes_every_character(running):
    async with running() as (app, pilot):
        await pilot.press("ctrl+p")
        await pilot.pause()
        field = app.screen.query_one(Input)
        expected = await everything(pilot, field)
        assert field.value == expected


async def test_single_keys_act_again_once_nobody_types(running):
    async with running(drill="memory") as (app, pilot):
        await pilot.press("1", "enter")
        await pilot.pause()
        await pilot.press("l")
        await pilot.pause()
        assert app.session.language == "zh"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, "1"),
        ({"TERM_PROGRAM": "iTerm.app", "TMUX": "/tmp/socket"}, None),
        ({"TERM_PROGRAM": "iTerm.app", "TEXTUAL_DISABLE_KITTY_KEY": "0"}, "0"),
        ({"TERM_PROGRAM": "ghostty"}, None),
        ({}, None),
    ],
)
def test_the_kitty_protocol_is_off_only_where_it_eats_chinese(before, after):
    keep_input_methods_alive(before)
    assert before.get("TEXTUAL_DISABLE_KITTY_KEY") == after
