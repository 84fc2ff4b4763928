"""The page in a real browser."""

import zlib

import pytest

from grader.similar import Aligned, Ranking, SimilarPair
from tests.grader.gradebook.page.browser import REQUIRE, found
from tests.grader.gradebook.page.parts import parts
from tests.grader.gradebook.page.test_page import hostile


@pytest.fixture
def rows(row):
    return [
        row(student="ann", score=0.25),
        row(student="bob", verdict="pass", score=1.0),
        row(student="cy", score=0.75),
    ]


def shown(html):
    """Who is to be seen, in order."""
    page = parts(html)
    return [each.all("a")[0].text for each in page.students if "hidden" not in each.attributes]


def test_it_opens_without_a_complaint_and_the_address_filters_and_sorts(browser, write, rows):
    html, console = browser.dom(write(rows), "#q=is:fail%20dense&sort=-points")
    assert console == []
    assert shown(html) == ["cy", "ann"]
    assert parts(html).root.all("output")[0].text == "2 of 3"
    (head,) = [each for each in parts(html).root.all("th") if "aria-sort" in each.attributes]
    assert (head.text, head.attributes["aria-sort"]) == ("Points", "descending")


def test_the_address_of_a_student_unfolds_the_page(browser, write, rows):
    html, console = browser.dom(write(rows), "#s1")
    assert console == []
    assert [each.attributes["class"] for each in parts(html).students] == ["fail", "pass open", "fail"]


def test_of_very_many_the_first_thousand_in_their_order_are_shown(browser, write, row):
    made = [row(student=f"s{n}", verdict="missing", fault={"en": "", "zh": ""}) for n in range(1100)]
    html, _ = browser.dom(write(made), "#sort=-name")
    assert shown(html) == [f"s{n}" for n in range(1099, 99, -1)]
    assert parts(html).root.all("output")[0].text == "1100 of 1100; the first 1000 are shown"


def test_nothing_that_students_wrote_runs(browser, write, row):
    made = list(hostile(row))
    pairs = [
        SimilarPair((each.file,), (each.name, each.file), 0.5, (Aligned(each.file, each.name, True),)) for each in made
    ]
    html, console = browser.dom(write(made, similar={"<b>": Ranking(tuple(pairs))}))
    assert console == []
    (title,) = parts(html).root.all("title")
    assert title.text.startswith("Results: ")
    assert len(shown(html)) == len(made)


def test_what_got_past_the_escaping_would_not_run_either(browser, write, rows):
    """Shows, too, that complaints of the browser are seen by these tests."""
    path = write(rows)
    attack = (
        "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"><p style='color:red'>"
    )
    path.write_text(path.read_text("utf-8").replace("</header>", f"</header>{attack}"), "utf-8")
    html, console = browser.dom(path)
    assert "<title>Results: layers/dense</title>" in html
    assert len(console) >= 3
    assert all("Content Security Policy" in line for line in console)


def test_light_and_dark_follow_the_system_and_the_choice(browser, write, rows):
    path = write(rows)
    light, dark = browser.picture(path), browser.picture(path, dark=True)
    assert ground(light) == (0xFB, 0xFA, 0xF8)
    assert ground(dark) == (0x16, 0x18, 0x1C)
    text = path.read_text("utf-8").replace(' checked=""', "").replace('id="dark"', 'id="dark" checked')
    path.write_text(text, "utf-8")
    assert ground(browser.picture(path)) == ground(dark)


@pytest.mark.parametrize(("required", "outcome"), [("1", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_without_a_browser_tests_are_skipped_or_fail_where_it_is_required(monkeypatch, tmp_path, required, outcome):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(REQUIRE, required)
    with pytest.raises(outcome, match="no chromium"):
        found()


def ground(png):
    """The first pixel: in the first row of a PNG no filter changes it."""
    data = png[png.index(b"IDAT") + 4 :]
    return tuple(zlib.decompressobj().decompress(data, 4)[1:])
