"""Every question file of ours: it loads, marks its own keys right and its known mistakes wrong, fits and is true."""

import re
from collections import Counter
from itertools import product

import pytest

from exercises.catalog import Catalog
from exercises.content import LANGUAGES
from grader import Grader
from quiz import ids
from quiz.authoring.proof import prove
from quiz.authoring.review import review
from quiz.bank import Bank, content_folder
from quiz.check import texts
from quiz.chosen import valid_order
from quiz.expr import evaluate
from quiz.marking import Answer, mark
from quiz.typed import shape_value, with_unit
from quiz.variants import pose

SEEDS = range(20)

BANK = Bank.open(content_folder(), None)
DRILLS = [card for card in BANK.cards.values() if card.kind != "open"]
MARKED = {card.kind for card in DRILLS} - {"line"}
OPEN = [card for card in BANK.cards.values() if card.kind == "open"]


def of_kind(*kinds):
    """One test for each question, over its drills of these kinds: a test each would take longer than what it tests."""
    by_question = {}
    for card in DRILLS:
        if card.kind in kinds:
            by_question.setdefault(card.id.partition("#")[0], []).append(card)
    return pytest.mark.parametrize("cards", by_question.values(), ids=by_question.keys())


def drill_of(card):
    return BANK.question(card.id).drill(card.id.rpartition("#")[2])


def posed(card, seed=0):
    return pose(card.id, BANK.question(card.id), seed)


@pytest.fixture(scope="module")
def grader():
    with Grader(keep_ready=True) as one:
        yield one


def test_every_file_loads_without_a_fault():
    assert [str(error) for error in BANK.errors] == []
    assert DRILLS


def test_published_ids_keep_their_keys():
    assert [str(fault) for fault in ids.compare(BANK, content_folder() / "ids.txt")] == []


def test_the_bank_as_a_whole_has_no_fault_and_little_to_look_at():
    found = review(BANK, content_folder(), Catalog().ids())
    assert [str(fault) for fault in found.faults] == []
    assert len(found.warnings) <= 0.02 * len(DRILLS), [str(warning) for warning in found.warnings]


def test_all_code_does_what_its_drill_says(grader):
    assert [str(fault) for fault in prove(BANK, content_folder(), grader)] == []


@pytest.mark.parametrize("card", OPEN, ids=lambda card: card.id)
def test_a_question_has_drills_of_two_kinds_and_a_misconception(card):
    question = BANK.question(card.id)
    assert len({drill.kind for drill in question.drills}) >= 2
    assert question.misconceptions
    assert question.sources


def right_answers(card, seed):
    """What the author says is right, typed or chosen as a learner would."""
    drill, now = drill_of(card), posed(card, seed)
    if card.kind in ("numeric", "parametric"):
        shown = with_unit(evaluate(drill.answer, now.values), drill)
        return [Answer(texts=(shown[language],)) for language in LANGUAGES]
    if card.kind == "shape":
        return [Answer(texts=(str(shape_value(drill.answer, now)),))]
    if card.kind == "term":
        return [Answer(texts=(spelling,)) for spelling in drill.accept]
    return [KEYS[card.kind](drill)]


def rights(options):
    return tuple(option.id for option in options if option.right)


KEYS = {
    "single": lambda drill: Answer(chosen=rights(drill.options)),
    "multiple": lambda drill: Answer(chosen=rights(drill.options)),
    "truth": lambda drill: Answer(chosen=rights(drill.reasons), truth=drill.answer),
    "bug": lambda drill: Answer(chosen=rights(drill.reasons), line=drill.line),
    "cloze": lambda drill: Answer(texts=tuple(gap.accept[0] for gap in drill.gaps)),
    "ordering": lambda drill: Answer(chosen=tuple(valid_order(drill.steps))),
    "matching": lambda drill: Answer(chosen=tuple(pair.id for pair in drill.pairs)),
    "output": lambda drill: Answer(texts=(drill.answer,)),
}


def wrong_answers(card, seed):
    """(answer, why) of every wrong option and slip."""
    drill, now = drill_of(card), posed(card, seed)
    match drill.kind:
        case "single" | "multiple":
            return [(Answer(chosen=(o.id,)), o.why) for o in drill.options if not o.right]
        case "truth":
            return [(Answer(chosen=(o.id,), truth=not drill.answer), o.why) for o in drill.reasons if not o.right]
        case "bug":
            other = 1 if drill.line != 1 else 2
            return [(Answer(chosen=(o.id,), line=other), o.why) for o in drill.reasons if not o.right]
        case "numeric" | "parametric":
            return [(Answer(texts=(str(evaluate(s.value, now.values)),)), s.why) for s in drill.slips]
        case "shape":
            return [(Answer(texts=(str(shape_value(s.value, now)),)), s.why) for s in drill.slips]
        case "output":
            return [(Answer(texts=(s.value,)), s.why) for s in drill.slips]
    return []


@of_kind(*MARKED)
def test_a_drill_marks_its_own_key_right(cards):
    for card, seed in product(cards, SEEDS):
        for answer in right_answers(card, seed):
            assert mark(posed(card, seed), answer).verdict == "right", (card.id, seed, answer)


@of_kind(*MARKED)
def test_a_drill_marks_every_known_mistake_wrong_and_says_why(cards):
    for card, seed in product(cards, SEEDS):
        same = {}
        for answer, why in wrong_answers(card, seed):
            marked, said = mark(posed(card, seed), answer), (card.id, seed, answer)
            assert marked.verdict == "wrong", said
            # two slips may meet on the same number in some draws; then either why is true
            same.setdefault(answer, []).append(why)
            assert any(given.en.endswith(known.en) for given in marked.why for known in same[answer]), said


@of_kind("line")
def test_a_known_wrong_line_is_answered_with_its_why(cards, grader):
    for card in cards:
        known = drill_of(card).wrong[0]
        result = mark(posed(card), Answer(texts=(known.code,)), grader)
        assert result.verdict == "wrong", card.id
        assert result.why[0] == known.why, card.id


@pytest.mark.parametrize("card", OPEN, ids=lambda card: card.id)
def test_an_answer_can_be_spoken_in_two_minutes(card):
    assert 100 <= len(re.findall(r"[A-Za-z]{2,}", BANK.question(card.id).answer.en)) <= 300


@pytest.mark.parametrize("card", OPEN, ids=lambda card: card.id)
def test_a_chinese_paragraph_is_one_line_with_chinese_punctuation(card):
    for key, text in texts(BANK.question(card.id)):
        assert not {"“", "”", "‘", "’"} & set(text.zh), key
        for before, after in zip(text.zh, text.zh[1:], strict=False):
            assert not ("\u4e00" <= before <= "\u9fff" and after in ",;:?!"), (key, before + after)


def test_the_bank_is_large_hard_and_mixed():
    kinds = Counter(card.kind for card in DRILLS)
    drawn = [card for card in DRILLS if getattr(drill_of(card), "parameters", None)]
    assert len(DRILLS) >= 320
    assert sum(card.level >= 3 for card in DRILLS) >= 0.4 * len(DRILLS)
    assert kinds["line"] >= 40
    assert len(drawn) >= 60
    assert kinds["bug"] >= 25
    assert kinds["output"] >= 25


def test_the_right_option_has_no_favourite_place():
    first = [card for card in DRILLS if card.kind == "single" and drill_of(card).options[0].right]
    assert len(first) <= max(1, 0.6 * sum(card.kind == "single" for card in DRILLS))
