"""Texts as lines: marks taken out, nothing cut off, nothing broken where Chinese must not break."""

import pytest
from rich.cells import cell_len

from quiz.ui.acts import Act, key_name
from quiz.ui.drawing import Block, draw, inline, labelled


def plain(text, width=40, look="text"):
    return [line.plain for line in draw([Block(text, look)], width)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("use `x.T @ dy` here", "use x.T @ dy here"),
        ("**Answer:** four", "Answer: four"),
        ("**错因：**db 取了平均", "错因：db 取了平均"),
        ("这是**重点**内容", "这是重点内容"),
        ("x**2 + y**2", "x**2 + y**2"),
        ("(a+b)**2 - (c)**3", "(a+b)**2 - (c)**3"),
        ("`a**2` and **b**", "a**2 and b"),
    ],
)
def test_marks_are_taken_out_where_they_are_marks(text, expected):
    assert inline(text).plain == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", ["one two"]),
        ("中文\n换行", ["中文换行"]),
        ("- first\n- second\n  goes on", ["- first", "- second goes on"]),
        ("1. first\n2. second", ["1. first", "2. second"]),
        ("# Head\n\ntext", ["Head", "", "text"]),
        ("```python\nx = 1\n\ny = 2\n```\nafter", ["│ x = 1", "│ ", "│ y = 2", "after"]),
        ("| a | bb |\n|---|---|\n| 1 | 2 |", ["a   bb", "1   2 "]),
    ],
)
def test_the_small_markdown_of_our_texts_is_drawn(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize("look", ["text", "code", "plain"])
@pytest.mark.parametrize("text", ["word " * 30, "卷积层的输出尺寸，" * 10, "x" * 100, "中" * 60])
def test_no_line_is_wider_than_there_is_room_and_nothing_is_lost(text, look):
    lines = plain(text, 30, look)
    assert all(cell_len(line) <= 30 for line in lines)
    shown = "".join(lines).replace(" ", "").replace("│", "").replace("┊", "")
    assert shown == text.replace(" ", "")


def test_no_line_begins_with_a_closing_mark():
    lines = plain("反向传播从损失出发，逐层求导。" * 5, 22)
    assert not [line for line in lines if line[0] in "，。、；：）」"]


def test_display_maths_is_drawn_as_art():
    lines = plain("where\n\n$$\\frac{a}{b}$$\n\nholds")
    assert len(lines) > 5
    assert not any("frac" in line for line in lines)


def test_a_table_that_does_not_fit_becomes_paragraphs():
    lines = plain("| name | what it does |\n|---|---|\n| dense | " + "multiplies " * 6 + "|", 30)
    assert all(cell_len(line) <= 30 for line in lines)


def test_a_label_is_followed_by_a_space_only_in_english():
    assert labelled("Named:", "db") == "**Named:** db"
    assert labelled("错因：", "db") == "**错因：**db"


def test_keys_are_written_as_people_know_them():
    assert [key_name(key) for key in ("ctrl+r", "f5", "question_mark", "q", "escape")] == ["^R", "F5", "?", "q", "Esc"]
    assert Act("check", "f5,ctrl+r").all_keys == "F5 Ctrl+R"
