"""What of a document is searched, and the snippet that shows why it was found."""

import pytest

from quiz.search.passages import searchable, snippet
from quiz.search.wanted import read
from quiz.wrapping import cells

DOCUMENT = {
    "schema": 1,
    "title": {"en": "Backward pass", "zh": "反向计算"},
    "level": 2,
    "sources": ["secret-id"],
    "prompt": {"en": "What does `backward` do?", "zh": "反向做什么？"},
    "answer": {"en": "It applies the **chain rule**:\n\n$$a^2$$", "zh": "它用链式法则。" * 9 + "叶子"},
    "drills": [
        {"id": "one", "kind": "single", "options": [{"id": "x", "text": {"en": "only English", "zh": ""}}]},
        {"id": "two", "kind": "line", "code": "dw = ____", "accept": ["x.T @ dy", "outer"]},
    ],
}


def cut(query, language="en", width=40):
    found = snippet(DOCUMENT, read(query, {}), language, width)
    return found.before, found.hit, found.after


def test_texts_and_code_are_searched_and_ids_are_not():
    made = searchable("question", "mlp/backward-pass", DOCUMENT)
    assert made.title == "mlp backward pass backward pass 反 向 计 算"
    assert made.prompt == "what does backward do 反 向 做 什 么"
    assert "dw x t dy outer" in made.body
    assert "only english" in made.body
    assert "secret" not in made.body
    assert "single" not in made.body


@pytest.mark.parametrize(
    ("query", "language", "shown"),
    [
        ("chain rule", "en", ("It applies the ", "chain", " rule: a^2")),
        ("反向", "en", ("", "反向", "做什么？")),
        ("叶子", "zh", ("…法则。它用链式法则。它用链式法则。", "叶子", "")),
        ("only", "zh", ("", "only", " English")),
        ("nothing", "en", ("", "", "What does backward do?")),
    ],
)
def test_the_first_text_with_a_hit_in_this_language_or_the_other(query, language, shown):
    assert cut(query, language) == shown


@pytest.mark.parametrize("width", [8, 20, 33, 200])
@pytest.mark.parametrize("query", ["chain", "链式", "叶子", "nothing", "backward"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_snippet_fits_into_its_width(query, language, width):
    assert cells("".join(cut(query, language, width))) <= width
