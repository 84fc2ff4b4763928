"""What a word tells: the rarer, the more, in any language and without a list of small words."""

import pytest

from quiz.search.ranking import LEAST, ranked, weighed
from quiz.search.table import Searchable, insert
from quiz.search.tokens import spaced
from quiz.search.wanted import NAMED, Phrase, read

SMALL = "why does the 为什么 的 怎么"
RESIDUAL = (Phrase(("residual",), begun=True), Phrase(("残", "差"), begun=False))
NAMES = {"residual": (RESIDUAL), "残差": RESIDUAL}


@pytest.fixture
def many(empty):
    """Twenty files with every small word in the prompt; the last two are about something."""
    for number in range(1, 21):
        about = {19: "a residual path 残差", 20: "batch statistics 批量统计"}.get(number, "")
        empty.execute("INSERT INTO file VALUES ('r', ?, '', '', '')", (str(number),))
        insert(empty, number, Searchable("", spaced(SMALL), spaced(f"{about} learning initialization")))
    return empty


def first(db, query, names=NAMES):
    return [number for _, number in ranked(db, weighed(db, read(query, names)), 16)][:1]


@pytest.mark.parametrize(
    "query",
    [
        "why residual",
        "residual why",
        "why does the residual",
        "为什么 残差",
        "残差为什么",
        "残差的",
        "怎么残差",
        "残差",
    ],
)
def test_a_small_word_does_not_decide(many, query):
    assert first(many, query) == [19]


def test_small_words_come_last_and_the_name_of_a_term_counts_more(many):
    wanted = weighed(many, read("why residual statistics", NAMES))
    assert [group[0].tokens for group in wanted.groups] == [("residual",), ("statistics",), ("why",)]
    assert wanted.weights[0] == pytest.approx(NAMED * wanted.weights[1])
    assert wanted.weights[2] == LEAST


def test_of_two_that_have_it_the_small_word_decides(db):
    assert first(db, "gradient the", {}) == [1]
    assert first(db, "gradient of", {}) == [3]


def test_title_before_prompt_before_body(empty):
    for number, texts in enumerate([("", "", "loss"), ("", "loss", ""), ("loss", "", "")], start=1):
        empty.execute("INSERT INTO file VALUES ('r', ?, '', '', '')", (str(number),))
        insert(empty, number, Searchable(*texts))
    assert [number for _, number in ranked(empty, weighed(empty, read("loss", {})), 16)] == [3, 2, 1]


def test_a_word_that_stands_nowhere_is_passed_over(many):
    assert first(many, "residual zzzz") == [19]
    assert first(many, "zzzz") == []
    assert weighed(many, read("residual zzzz 拓扑", NAMES)).missing == ("zzzz", "拓扑")
    assert weighed(many, read("why residual", NAMES)).missing == ()


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ("批量统计的残差", [("批", "量", "统", "计"), ("残", "差"), ("的",)]),
        ("批量的统计", [("批", "量"), ("统", "计"), ("的",)]),
        ("initialize", [("initializ",)]),
        ("learned", [("learn",)]),
        ("learnt-up", []),
        ("zzzzz", []),
    ],
)
def test_what_stands_nowhere_is_taken_apart_or_loses_its_ending(many, query, groups):
    found = weighed(many, read(query, {})).groups
    assert sorted(group[0].tokens for group in found) == sorted(groups)


def test_bodies_are_not_looked_at_where_enough_have_everything_before(many):
    assert len(ranked(many, weighed(many, read("why", {})), 16)) == 20
    assert ranked(many, weighed(many, read("learning", {})), 1) != []


def test_all_that_have_most_of_it_are_found_and_no_others(db):
    numbers = [number for _, number in ranked(db, weighed(db, read("grad pool", {})), 16)]
    assert numbers == [3]
