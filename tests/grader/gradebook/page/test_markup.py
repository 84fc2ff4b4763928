"""What becomes of text on its way into HTML."""

from html import unescape

import pytest

from grader.gradebook.page.markup import Markup, cut, joined, safe, tag, theirs
from tests.grader.gradebook.page.parts import parts
from tests.grader.test_escape import HOSTILE


@pytest.mark.parametrize("text", [*HOSTILE, "'\"><b", "</td></table>", "\ud800\udcff"], ids=ascii)
def test_text_stays_text_inside_and_in_an_attribute(text):
    (made,) = parts(tag("p", text, title=text)).root.inside
    assert [part for part in made.inside if not isinstance(part, str)] == []
    assert made.text == made.attributes["title"] == unescape(safe(text))
    made.text.encode()


@pytest.mark.parametrize("steering", ["\u202e", "\u2066", "\u200b", "\x00", "\x1b", "\u2028", "\udcff", "\x85"])
def test_a_character_that_steers_or_hides_is_shown_by_its_number(steering):
    assert safe(f"a{steering}b") == f"a⟨U+{ord(steering):04X}⟩b"


def test_what_scripts_and_emoji_are_written_with_stays():
    text = "👩‍💻 محمد علي नमस्ते नी\u200dम אבג 王小明"
    assert safe(text) == text


def test_markup_is_not_escaped_twice():
    inner = tag("b", "a & b")
    assert tag("p", inner, " & ", class_="x") == '<p class="x"><b>a &amp; b</b> &amp; </p>'
    assert joined([inner, "<"], " > ") == "<b>a &amp; b</b> &gt; &lt;"
    assert isinstance(tag("p"), Markup)


def test_a_name_is_one_isolated_line_of_bounded_length():
    assert theirs("a\n b\t c") == "<bdi>a b c</bdi>"
    assert theirs("x" * 300, 10) == f"<bdi>{'x' * 10} … (+290)</bdi>"
    assert cut("x" * 10, 10) == "x" * 10
