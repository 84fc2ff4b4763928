"""What of a document is searched, and the snippet that shows why it was found."""

import pytest

from quiz.search.passages import searchable, snippet
from quiz.search.wanted import Wanted, read
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
    made = searchable("mlp/backward-pass", DOCUMENT)
    assert made.title == "mlp backward pass backward pass 反 向 计 算"
    assert made.prompt == "what does backward do 反 向 做 什 么"
    assert "dw x t dy outer" in made.body
    assert "only english" in made.body
    assert "secret" not in made.body
    assert "single" not in made.body


@pytest.mark.parametrize(
    ("query", "language", "shown"),
    [
        ("chain rule", "en", ("It applies the ", "chain", " rule: …")),
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


PADDED = {
    "title": {"en": "Sizes", "zh": "尺寸"},
    "prompt": {"en": "How wide is it?", "zh": "有多宽？"},
    "drills": [
        {
            "id": "one",
            "kind": "parametric",
            "prompt": {"en": "A kernel of {k}, {p} padding, in {{braces}}", "zh": "核 {k}，{p}填充"},
            "code": "conv(k={k}, pad={p})",
            "parameters": {
                "k": {"values": [3, 5], "labels": []},
                "p": {"values": [0, 1], "labels": [{"en": "no", "zh": "无"}, {"en": "same", "zh": "同尺寸"}]},
            },
            "where": ["k == 5", "p == 1"],
        },
        {
            "id": "two",
            "kind": "numeric",
            "prompt": {"en": "The set {1, 2} has a stride", "zh": ""},
            "parameters": {},
            "where": [],
        },
    ],
}


@pytest.mark.parametrize(
    ("query", "language", "shown"),
    [
        ("kernel", "en", "A kernel of 5, same padding, in {braces}"),
        ("填充", "zh", "核 5，同尺寸填充"),
        ("conv", "en", "conv(k=5, pad=1)"),
        ("stride", "en", "The set {1, 2} has a stride"),
    ],
)
def test_a_template_is_shown_with_numbers_that_could_be_asked(query, language, shown):
    found = snippet(PADDED, read(query, {}), language, 80)
    assert found.before + found.hit + found.after == shown


def test_a_formula_is_left_out_and_what_is_found_only_in_one_is_not_shown():
    document = {"prompt": {"en": "Before $$\\frac{a}{b}$$ after it.", "zh": ""}}
    for query in ("after", "frac"):
        found = snippet(document, read(query, {}), "en", 80)
        assert found.before + found.hit + found.after == "Before … after it."


CLAIMED = {
    "prompt": {"en": "What is dropout?", "zh": ""},
    "answer": {"en": "Dropout zeroes units; a mask works.", "zh": ""},
    "misconceptions": [{"claim": {"en": "Dropout works at test time", "zh": ""}}],
}


@pytest.mark.parametrize(
    ("weights", "shown"),
    [
        ({"dropout": 2.0, "works": 2.0}, "Dropout zeroes units; a mask works."),
        ({"dropout": 2.0, "what": 0.1}, "What is dropout?"),
        ({"test": 2.0}, "Dropout works at test time"),
    ],
)
def test_the_text_that_tells_most_is_shown_and_a_wrong_claim_only_where_nothing_else_has_it(weights, shown):
    asked = Wanted(read(" ".join(weights), {}).groups, tuple(weights.values()))
    found = snippet(CLAIMED, asked, "en", 80)
    assert found.before + found.hit + found.after == shown
