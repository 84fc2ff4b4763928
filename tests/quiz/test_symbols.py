"""ASCII for poor terminals: when, and what for what."""

import pytest

from quiz.symbols import in_ascii, poor, utf8, wanted
from quiz.wrapping import cells


def test_marks_and_frames_become_ascii_of_the_same_width_and_the_rest_stays():
    text = "╭─ ✓ Right ─╮ │› ✗ ▁▃█│ x → y … 反向传播 ∂L/∂w ≤ 3"
    written = in_ascii(text)
    assert written == "+- + Right -+ |> x _:#| x > y . 反向传播 ∂L/∂w ≤ 3"
    assert cells(written) == cells(text)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color", "LANG": "C.UTF-8"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux", "LANG": "en_US.UTF-8"}, True),
        ({"TERM": "xterm", "LANG": "C"}, True),
        ({"TERM": "xterm", "LANG": "C", "LC_ALL": "zh_CN.utf8"}, False),
        ({"TERM": "xterm", "LANG": "zh_CN.GBK"}, True),
        ({"TERM": "xterm", "LANG": "C.UTF-8", "GRADLINGS_ASCII": "1"}, True),
        ({"TERM": "linux", "LANG": "C", "GRADLINGS_ASCII": "0"}, False),
    ],
)
def test_a_terminal_is_poor_by_its_kind_its_locale_or_by_wish(environment, expected):
    assert poor(environment) is expected
    assert wanted("auto", environment) is expected
    assert wanted("ascii", environment)
    assert not wanted("unicode", environment)


@pytest.mark.parametrize(
    ("locale", "knows"),
    [("C", False), ("POSIX", False), ("C.UTF-8", True), ("zh_CN.utf8@pinyin", True), ("de_DE", True), ("a.ISO", False)],
)
def test_a_locale_says_whether_it_knows_utf8(locale, knows):
    assert utf8(locale) is knows
