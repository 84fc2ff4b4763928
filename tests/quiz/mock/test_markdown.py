"""The report as Markdown: everything in it, and nothing that a learner typed is markup."""

import re

import pytest

from quiz.mock.markdown import escaped, fenced, markdown
from quiz.mock.state import Given
from quiz.mock.whole import Plain, sheet
from tests.quiz.mock.conftest import answer_all


def test_markdown_has_every_item_with_its_answer_and_why(room, drills):
    sitting = room.sitting(*drills, "open")
    answer_all(sitting)
    mock = room.ended(sitting)
    voice = Plain(room.session)
    text = markdown(sheet(room.session, mock, voice), voice)
    assert len(re.findall(r"^### ", text, re.MULTILINE)) == len(drills) + 1
    assert "Machine-marked: 100 %" in text
    assert "The bias makes it affine" not in text.split("### 2.")[0]
    assert "- [x] affine" in text


def test_nothing_that_a_learner_typed_becomes_markdown(room):
    nasty = "# heading\n```\n<script>alert(1)</script> | [x](http://a) `` ` `` ````\n- item"
    sitting = room.sitting("open")
    sitting.keep(0, Given({"texts": [nasty]}, nasty))
    sitting.end()
    voice = Plain(room.session)
    lines = markdown(sheet(room.session, sitting.mock, voice), voice).split("\n")
    first = lines.index("`````")
    end = lines.index("`````", first + 1)
    assert "\n".join(lines[first + 1 : end]) == nasty
    assert "# heading" not in lines[:first] + lines[end:]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("<b>*x*</b>", r"\<b\>\*x\*\</b\>"),
        ("one\n# two", r"one \# two"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("1.5 times", r"1\.5 times"),
        ("a well-known 3.5", "a well-known 3.5"),
    ],
)
def test_running_text_is_escaped(text, shown):
    assert escaped(text) == shown


def test_a_block_of_code_cannot_be_ended_from_within():
    assert list(fenced("a\n````\nb", "python")) == ["`````python", "a\n````\nb", "`````"]
