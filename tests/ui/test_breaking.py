"""Textual's own widgets break Chinese as ours do; and the private names that this replaces are still there."""

import pytest
from textual.app import App
from textual.content import Content
from textual.widgets import Static, TextArea

from quiz.ui import breaking
from quiz.wrapping import NO_LINE_BEGINS_WITH, breaks, wrap

TEXT = "Backprop 是反向传播（backpropagation）的简称，它从损失开始逐层计算 (N, M)。 Then English，又回到中文，如此。"


def test_textual_still_has_the_names_that_are_replaced():
    for module, name, _ in breaking.PLACES:
        assert callable(getattr(module, name))


@pytest.mark.parametrize("width", range(8, 60))
def test_breaks_stand_where_our_own_lines_end(width):
    at = breaks(TEXT, width)
    parts = [TEXT[start:end] for start, end in zip([0, *at], [*at, len(TEXT)], strict=True)]
    assert "".join(parts) == TEXT
    assert [part.strip() for part in parts] == wrap(TEXT, width)


@pytest.mark.parametrize("text", ["", " ", "中", "a" * 30, "  中文 ", "（" * 30, "，" * 30])
def test_breaks_of_odd_texts_lie_within_them_and_rise(text):
    at = breaks(text, 7)
    assert at == sorted(set(at))
    assert all(0 < place < len(text) for place in at)


async def test_labels_and_text_areas_leave_no_gap_and_begin_no_line_with_a_closing_mark():
    breaking.teach()
    breaking.teach()
    app = App()
    async with app.run_test(size=(40, 20)) as pilot:
        label, area = Static(Content(TEXT)), TextArea(TEXT, soft_wrap=True, show_line_numbers=False)
        await app.screen.mount(label, area)
        await pilot.pause()
        shown = [[segment.text for segment in strip] for strip in label.render_lines(label.region.reset_offset)]
        lines = ["".join(texts).strip() for texts in shown]
        typed = [str(part).strip() for part in area.wrapped_document.get_sections(0)]
    for drawn, room in ((lines, 40), (typed, area.wrapped_document._width - 1)):
        assert drawn == wrap(TEXT, room)
        assert not [line for line in drawn if line[0] in NO_LINE_BEGINS_WITH]


async def test_text_without_wide_characters_is_left_to_textual():
    breaking.teach()
    for module, name, _ in breaking.PLACES:
        replaced = getattr(module, name)
        words = ("plain words that wrap", 9, 4) if name == "compute_wrap_offsets" else ("plain words that wrap", 9)
        assert replaced(*words) == replaced.theirs(*words)
