import re

import pytest

from exercises.content import Text
from quiz.bank import Bank, content_folder
from quiz.glossary import Term, matching, mentioned, read_glossary

TERM = """
schema = 1
[[terms]]
id = "learning-rate"
topic = "optimization"
term = { en = "learning rate", zh = "学习率" }
say = { en = "I lower the learning rate when the loss hovers.", zh = "损失来回震荡，我就把学习率调小。" }
also = ["step size", "步长"]
"""
RATE = Term("learning-rate", "optimization", Text("learning rate", "学习率"), Text("x", "x"), ("step size", "LR"))
RELU = Term("relu", "activation", Text("ReLU", "ReLU"), Text("x", "x"))


def read(folder, text=TERM):
    (folder / "glossary.toml").write_text(text, encoding="utf-8")
    return read_glossary(folder, ["optimization"])


def test_a_folder_without_a_glossary_has_no_terms_and_no_fault(tmp_path):
    assert read_glossary(tmp_path, []) == ((), ())


def test_a_term_has_its_names_and_a_sentence(tmp_path):
    (term,), faults = read(tmp_path)
    assert faults == ()
    assert term.term == Text("learning rate", "学习率")
    assert term.spellings == ("learning rate", "学习率", "step size", "步长")


@pytest.mark.parametrize(
    ("find", "replace", "key", "problem"),
    [
        ('id = "learning-rate"', 'id = "Learning rate"', "terms.Learning rate.id", "no slug"),
        ('topic = "optimization"', 'topic = "cooking"', "terms.learning-rate.topic", "`cooking` is no topic"),
        ('zh = "学习率" }', 'zh = "" }', "terms.learning-rate.term.zh", "missing"),
        ("I lower the learning rate", "I lower it", "terms.learning-rate.say.en", "does not say the term"),
        ("schema = 1", "schema = ", "", "is not TOML"),
        ("also = ", "alias = ", "terms[0].alias", "not a known key"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_key(tmp_path, find, replace, key, problem):
    _, (fault, *_) = read(tmp_path, TERM.replace(find, replace))
    assert fault.key == key
    assert problem in fault.problem


def test_two_terms_share_neither_id_nor_name(tmp_path):
    _, faults = read(tmp_path, TERM + TERM.replace("schema = 1", ""))
    assert [fault.key for fault in faults][:2] == ["terms.learning-rate", "terms"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Which learning rates diverge?", [RATE]),
        ("A step-size of 0.1 and a ReLU", [RATE, RELU]),
        ("把学习率减半", [RATE]),
        ("the prelude", []),
        ("An LR of ｌｒ", [RATE]),
    ],
)
def test_a_term_is_found_where_it_is_said(text, found):
    assert mentioned([RATE, RELU], text) == found


def test_a_search_finds_parts_and_puts_beginnings_first():
    rated = Term("dropout-rate", "dropout", Text("dropout rate", "丢弃率"), Text("x", "x"))
    assert matching([RATE, rated], "rate") == [RATE, rated]
    assert matching([RATE, rated], "Drop") == [rated]
    assert matching([rated, RATE], "learning") == [RATE]
    assert matching([RATE], "nothing") == []


def test_ours_is_sound_and_large():
    bank = Bank.open(content_folder(), None)
    terms, faults = read_glossary(content_folder(), bank.topics)
    assert [str(fault) for fault in faults] == []
    assert len(terms) >= 150
    assert all(re.search(r"[\u4e00-\u9fff]", term.say.zh) for term in terms)
