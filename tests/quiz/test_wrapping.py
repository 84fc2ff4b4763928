import subprocess
import sys

import pytest
from rich.cells import cell_len

from quiz.wrapping import (
    NO_LINE_BEGINS_WITH,
    NO_LINE_ENDS_WITH,
    MathsError,
    cells,
    display_maths,
    maths,
    render,
    wrap,
)

MIXED = (
    "填充（padding）是在窗口滑动之前，把每个轴的两端各加长 p 个元素：「same」输出 n，要求 2p = k − 1；"
    "这是“两个决定”，见 np.add.at(dx, (slice(None), index), dy)……最好分开说——真的！"
)


@pytest.mark.parametrize("width", range(8, 80))
def test_no_line_is_too_wide_begins_with_a_closing_or_ends_with_an_opening_mark(width):
    lines = wrap(MIXED, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(MIXED.split())
    if width >= 24:  # narrower, `np.add.at(dx,` and its like must be cut somewhere
        assert not [line for line in lines[1:] if line[0] in NO_LINE_BEGINS_WITH]
        assert not [line for line in lines[:-1] if line[-1] in NO_LINE_ENDS_WITH]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two\n three", 20, ["one two three"]),
        ("反向\n传播", 20, ["反向传播"]),
        ("反向\nbackward", 20, ["反向 backward"]),
        ("梯度backward传播", 8, ["梯度", "backward", "传播"]),
        ("梯度backward传播", 12, ["梯度backward", "传播"]),
        ("求和，而不是平均", 4, ["求", "和，", "而不", "是平", "均"]),
        ("用「same」填充", 8, ["用", "「same」", "填充"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("ab 反向传播", 6, ["ab 反", "向传播"]),
        ("w has the shape (N, M), dy too", 21, ["w has the shape", "(N, M), dy too"]),
        ("w has the shape (N,\nM), dy too", 30, ["w has the shape (N, M), dy too"]),
        ("w 的形状是 (N, M)，dy 相同", 16, ["w 的形状是", "(N, M)，dy 相同"]),
        ("np.zeros((N, C, H, W), dtype) is all 0", 16, ["np.zeros((N, C,", "H, W), dtype) is", "all 0"]),
        ("this (a long remark of many words) is cut", 20, ["this (a long remark", "of many words) is", "cut"]),
    ],
)
def test_a_paragraph_breaks_where_both_scripts_allow(text, width, lines):
    assert wrap(text, width) == lines


def test_widths_are_those_of_the_terminal_library():
    text = MIXED + "α ∂ ∑ √ → ≤ × “ ” … — │ ─ █ ₜ₊₁ ᵀ · δ₂ ⌊ ⌋ é e\u0301 ／ 〜 한 か ア ﾊ"
    assert cells(text) == cell_len(text)


def test_a_text_becomes_paragraphs_lists_code_and_maths():
    text = (
        "First paragraph\ngoes on.\n\n- one item that is long\n- two\n  goes on\n\n"
        "```python\nx = 1  # never wrapped, however long\n\n    y = 2\n```\nThen $$\n\\frac{a}{b}\n$$ at last."
    )
    assert render(text, 20) == [
        "First paragraph goes",
        "on.",
        "",
        "- one item that is",
        "  long",
        "- two goes on",
        "",
        "x = 1  # never wrapped, however long",
        "",
        "    y = 2",
        "",
        "Then",
        "",
        "    a",
        "   ╶─╴",
        "    b",
        "",
        "at last.",
    ]


def test_maths_that_does_not_fit_or_cannot_be_drawn_stays_latex():
    assert render(r"$$\frac{aaaaaaaaaa}{b}$$", 10) == [r"$$", r"\frac{aaaa", r"aaaaaa}{b}", r"$$"]
    assert render(r"$$\operatorname{x}$$", 40) == [r"$$ \operatorname{x} $$"]


@pytest.mark.parametrize(
    "latex", [r"\lVert x \rVert", r"\operatorname{rank}", r"\frac{a", r"\boldsymbol{w}", r"\nonsense", r"W_h^T"]
)
def test_what_cannot_be_drawn_is_said(latex):
    with pytest.raises(MathsError):
        maths(latex)


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{\partial L}{\partial w} = x^T \delta",
        r"\sqrt{v + \epsilon}",
        r"\sum_{i=1}^{N} x_i",
        r"p = ? \cdot 2",
        r"{W_h}^T \hat{y}_i",
    ],
)
def test_what_can_be_drawn_has_rows_without_trailing_space(latex):
    rows = maths(latex)
    assert rows
    assert all(row == row.rstrip() for row in rows)


def test_display_maths_is_found_outside_code_only():
    assert display_maths("$$a$$ and\n```\n$$b$$\n```\nand $$\nc\n$$") == ["a", "\nc\n"]


def test_wrapping_loads_neither_textual_nor_rich_nor_the_maths():
    program = "import sys, quiz.wrapping as w; w.render('a\\n\\n- b', 20); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert not {"textual", "rich", "texicode", "pydantic", "numpy"} & set(ran.stdout.split())
