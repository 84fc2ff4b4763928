"""A loss curve in block characters, and the line beside it."""

import pytest

from grader.trained import Progress
from quiz.curve import curve
from quiz.milestones import told
from quiz.words import Words


def test_a_curve_fills_from_the_left_and_its_top_is_the_highest():
    assert curve([4.0, 4.0, 2.0, 1.0], 8, 4) == ["█▃"]
    assert curve([4.0, 4.0, 2.0, 2.0], 4, 2, 2) == ["█ ", "██"]
    assert curve([], 100, 10) == [""]
    assert curve([0.0] * 3, 3, 10) == ["▁▁▁"]
    assert [len(row) for row in curve([1.0] * 1000, 1000, 32, 5)] == [32] * 5


@pytest.mark.parametrize(
    ("left", "en", "zh"),
    [
        (None, "step 2/9, loss 0.125", "第 2/9 步，损失 0.125"),
        (99.4, "step 2/9, loss 0.125, 99 s left", "第 2/9 步，损失 0.125，还需 99 秒"),
        (430.0, "step 2/9, loss 0.125, 7 min left", "第 2/9 步，损失 0.125，还需 7 分钟"),
    ],
)
def test_how_long_it_will_take_is_told(left, en, zh):
    progress = Progress(2, 9, 0.125, None, left)
    assert (told(progress, Words("en")), told(progress, Words("zh"))) == (en, zh)
