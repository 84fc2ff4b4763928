"""The app's report shows the smallest case in the language of now."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from exercises.content import Language, Text
from grader.counterexample import Counterexample
from grader.report import Report
from quiz.ui.report_view import headline
from quiz.words import Words

FOUND = Counterexample("gradient", "db", "", {}, {}, {}, 1, Text("dy = [1, 0]: db must be 1", "dy = [1, 0]：db 应为 1"))
REPORT = Report("layers/dense", "", "", "", "", "fail", "gradient", 0.0, (), Text("no", "否"), counterexample=FOUND)


@dataclass
class Speaker:
    language: Language

    def __call__(self, key: str, **values: object) -> str:
        return Words(self.language)(key, **values)

    def of(self, text: Text) -> str:
        return text[self.language]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Smallest case: dy = [1, 0]: db must be 1"), ("zh", "最小的出错用例：dy = [1, 0]：db 应为 1")],
)
def test_the_smallest_case_stands_below_the_message(language, text):
    assert [block.text for block in headline(REPORT, 1, Speaker(language))][2:] == [text]
