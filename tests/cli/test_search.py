"""`gradlings search`: both languages at once, from a plain terminal, without what only asking needs."""

import sqlite3

import pytest

from quiz.search import table


def rows(ran):
    return [line for line in ran.out.splitlines() if line[:1].strip()]


def test_both_languages_find_the_same(run, warm):
    names = ("backprop", "反向传播", "Back-Prop", "bp", "backpropagation")
    english, *others = (run("search", name) for name in names)
    assert english.code == 0
    assert rows(english)[0] == "term: backpropagation  [backpropagation]"
    assert all(rows(other) == rows(english) for other in others)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (["lstm"], "exercise: LSTM  [sequence/lstm]"),
        (["vanish", "explod"], "[core:vanishing-exploding/"),
        (["梯"], "[gradient"),
    ],
)
def test_questions_terms_and_exercises_are_told_apart(run, warm, query, expected):
    assert expected in run("search", *query, "--limit", "40").out


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("why residual", "core:residual/residual-networks"),
        ("为什么 残差", "core:residual/residual-networks"),
        ("what is the vanishing gradient", "core:vanishing-exploding/what-and-how-handled"),
        ("how to initialize weights", "core:initialization/xavier-and-he"),
        ("difference between l1 and l2", "core:regularization/l1-and-l2"),
        ("如何 防止 过拟合", "core:overfitting/causes-and-capacity"),
        ("反向传播怎么算", "core:backprop/strengths-and-limits"),
        ("residual", "layers/residual-block"),
    ],
)
def test_what_one_asks_about_decides_and_not_how_one_asks(run, warm, query, first):
    assert rows(run("search", query, "--limit", "3"))[0].endswith(f"[{first}]")


def test_chinese_rows_have_chinese_words_and_snippets(run, warm):
    ran = run("search", "--lang", "zh", "dropout")
    assert "术语：" in ran.out
    assert "练习：" in ran.out


def test_no_more_than_asked_for_and_that_there_are_more_is_said(run, warm):
    ran = run("search", "gradient", "--limit", "3")
    assert len(rows(ran)) == 4
    assert rows(ran)[-1].startswith("… and more")


@pytest.mark.parametrize("query", ["zzzzz", "?!"])
def test_what_is_not_there_is_said(run, warm, query):
    ran = run("search", query)
    assert ran.code == 1
    assert query in ran.out


def test_a_word_that_stands_nowhere_is_said_and_passed_over(run, warm):
    first, second = run("search", "zzzzz", "dropout", "--limit", "1").out.splitlines()[:2]
    assert first == "Nowhere: zzzzz. Without that:"
    assert "dropout" in second


def test_a_disk_that_takes_no_files_is_said(run, home):
    home.mkdir()
    (home / ".cache").write_text("in the way")
    ran = run("search", "dropout")
    assert ran.code == 2
    assert str(home) in ran.complaint


def test_without_an_index_the_same_is_found(run, home, compiled, monkeypatch):
    monkeypatch.setenv("GRADLINGS_HOME", str(compiled.parent))
    expected = run("search", "gradient", "clip").out
    monkeypatch.setenv("GRADLINGS_HOME", str(home))
    monkeypatch.setattr(table, "INDEX", "CREATE VIRTUAL TABLE search USING no_such_module(title)")
    assert run("search", "gradient", "clip").out == expected
    with sqlite3.connect(home / ".cache" / "bank.sqlite3") as db:
        assert not table.is_index(db)
    db.close()
