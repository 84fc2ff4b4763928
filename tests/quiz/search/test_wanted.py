"""How a query is read: parts that name a term stand for all its names, the rest are beginnings of words."""

import pytest

from exercises.content import Text
from quiz.glossary import Term
from quiz.search.tokens import tokens
from quiz.search.wanted import LONGEST, Phrase, names, read

BACKPROP = Term("backpropagation", "backprop", Text("backpropagation", "反向传播"), Text(), ("backprop", "BP"))
LSTM = Term("lstm", "lstm", Text("LSTM", "长短期记忆网络"), Text())
KNOWN = names([BACKPROP, LSTM])
SAID = "backpropagation", "反向传播", "backprop", "BP"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("反向 pass of Batch-Norm", ["反", "向", "pass", "of", "batch", "norm"]),
        ("ＬＳＴＭ的门", ["lstm", "的", "门"]),
        ("np.add_at(x²)", ["np", "add", "at", "x2"]),
        ("∂L/∂w — σ", ["l", "w", "σ"]),
        ("", []),
    ],
)
def test_a_word_is_a_token_and_so_is_a_chinese_character(text, found):
    assert tokens(text) == found


@pytest.mark.parametrize("query", ["backprop", "Back-Propagation", "反向传播", "bp", "back prop", "ＢＰ", "backprops"])
def test_every_name_of_a_term_is_read_alike(query):
    assert read(query, KNOWN) == read("backpropagation", KNOWN)


def test_a_short_name_stands_for_itself_only():
    (group,) = read("bp", KNOWN).groups
    assert Phrase(("bp",), begun=False) in group
    assert Phrase(("backprop",), begun=True) in group


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ("soft max", [("soft",), ("max",)]),
        ("t-sne", [("t", "sne")]),
        ("梯度消失", [("梯", "度", "消", "失")]),
        ("L2正则", [("l2", "正", "则")]),
        ("max max", [("max",)]),
    ],
)
def test_what_is_no_term_is_looked_for_as_it_is_typed(query, groups):
    assert [group[0].tokens for group in read(query, KNOWN).groups] == groups


def test_terms_are_found_within_what_is_typed_without_spaces():
    wanted = read("lstm的反向传播", KNOWN)
    assert wanted.groups == (KNOWN["lstm"], (Phrase(("的",), begun=False),), KNOWN["bp"])


@pytest.mark.parametrize("query", ["", "  ", "?!", "（）", "__"])
def test_nothing_that_could_be_found_is_no_group(query):
    assert read(query, KNOWN).groups == ()


def test_of_a_pasted_page_the_beginning_is_read():
    assert read("loss " + "梯" * 10_000, KNOWN) == read(("loss " + "梯" * 10_000)[:LONGEST], KNOWN)


@pytest.mark.parametrize(
    ("query", "text", "hit"),
    [
        ("backprop", "用反向传播求梯度", "反向传播"),
        ("反向传播", "Back-propagation is the chain rule", None),
        ("反向传播", "BACKPROPAGATION is the chain rule", "BACKPROPAGATION"),
        ("bp", "a bpm is none, BP is", "BP"),
        ("soft", "log-softmax(x)", "softmax"),
        ("cross entropy", "binary cross-entropy", "cross"),
        ("cross-entropy", "binary cross\nentropy", "cross\nentropy"),
        ("l2正则", "L2 正则化", "L2 正则"),
        ("max", "argmax", None),
    ],
)
def test_the_place_in_a_text_is_found(query, text, hit):
    place = read(query, KNOWN).place(text)
    assert (text[slice(*place)] if place else None) == hit
