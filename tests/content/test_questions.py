"""Every question file of ours: it loads, marks its own keys right and its known mistakes wrong, fits and is true."""

import ast
import re

import pytest

from exercises.catalog import Catalog, Limits
from exercises.content import LANGUAGES
from grader import Grader
from quiz.bank import Bank, content_folder
from quiz.check import texts
from quiz.chosen import valid_order
from quiz.expr import evaluate
from quiz.marking import Answer, line_task, mark
from quiz.reading import HOLE
from quiz.typed import shape_value, with_unit
from quiz.variants import pose
from quiz.wrapping import cells, render

WIDTH = 76
ROWS = 18
MARKER = 4
"""Cells for `1. ` and its like before an option."""
SEEDS = range(20)

BANK = Bank.open(content_folder(), None)
DRILLS = [card for card in BANK.cards.values() if card.kind != "open"]
OPEN = [card for card in BANK.cards.values() if card.kind == "open"]
CARDS = list(BANK.cards.values())


def of_kind(*kinds):
    return pytest.mark.parametrize("card", [c for c in DRILLS if c.kind in kinds], ids=lambda card: card.id)


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


@pytest.mark.parametrize("card", OPEN, ids=lambda card: card.id)
def test_the_exercises_that_a_question_names_exist(card):
    assert not set(BANK.question(card.id).exercises) - set(Catalog().ids())


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


@pytest.mark.parametrize("card", [card for card in DRILLS if card.kind != "line"], ids=lambda card: card.id)
def test_a_drill_marks_its_own_key_right(card):
    for seed in SEEDS:
        for answer in right_answers(card, seed):
            assert mark(posed(card, seed), answer).verdict == "right", (seed, answer)


@pytest.mark.parametrize("card", [card for card in DRILLS if card.kind != "line"], ids=lambda card: card.id)
def test_a_drill_marks_every_known_mistake_wrong_and_says_why(card):
    for seed in SEEDS:
        same = {}
        for answer, why in wrong_answers(card, seed):
            marked = mark(posed(card, seed), answer)
            assert marked.verdict == "wrong", (seed, answer)
            # two slips may meet on the same number in some draws; then either why is true
            same.setdefault(answer, []).append(why)
            assert any(given.en.endswith(known.en) for given in marked.why for known in same[answer]), (seed, answer)


@of_kind("line")
def test_a_line_drill_passes_its_right_lines_and_names_its_wrong_ones(card, grader):
    drill = drill_of(card)
    wrong = [known.code for known in drill.wrong]
    results = grader.check_lines(line_task(drill), [*drill.right, *wrong], "content")
    right = results[: len(drill.right)]
    assert [result.verdict for result in right] == ["pass"] * len(right), right
    assert [result.matched for result in results[len(right) :]] == list(range(len(wrong)))


@of_kind("line")
def test_a_known_wrong_line_is_answered_with_its_why(card, grader):
    known = drill_of(card).wrong[0]
    result = mark(posed(card), Answer(texts=(known.code,)), grader)
    assert result.verdict == "wrong"
    assert result.why[0] == known.why


@of_kind("output")
def test_a_stored_output_is_what_the_code_prints(card, grader):
    drill = drill_of(card)
    ran = grader.run_source(drill.code, Limits())
    assert (ran.ended, ran.stdout.strip()) == ("done", drill.answer.strip())


@of_kind("bug")
def test_the_test_of_a_bug_fails_with_it_and_passes_with_the_fix(card, grader):
    drill = drill_of(card)
    lines = drill.code.splitlines()
    broken = grader.run_source(f"import numpy as np\n{drill.code}\n{drill.test}", Limits())
    lines[drill.line - 1] = drill.fix
    mended = grader.run_source("\n".join(["import numpy as np", *lines, drill.test]), Limits())
    assert broken.ended == "raised"
    assert "AssertionError" in broken.error
    assert (mended.ended, mended.error) == ("done", "")


def screen(card, language):
    """The rows of prompt, code and everything to choose from or to type into."""
    now = posed(card)
    rows = render(now.prompt[language], WIDTH)
    if now.code:
        rows += ["", *now.code.strip("\n").splitlines()]
    rows.append("")
    for choice in (*now.lefts, *now.choices):
        rows += render(choice.text[language], WIDTH - MARKER)
    if now.kind == "truth":
        rows.append("true / false")
    if not now.choices:
        rows += ["type"] * len(getattr(now.drill, "gaps", "1"))
    return rows


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_fits_a_terminal_of_80_by_24(card, language):
    rows = screen(card, language)
    assert max(map(cells, rows)) <= WIDTH
    assert len(rows) <= ROWS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", OPEN, ids=lambda card: card.id)
def test_everything_said_is_drawn_within_76_cells(card, language):
    for key, text in texts(BANK.question(card.id)):
        assert max(map(cells, render(text[language], WIDTH)), default=0) <= WIDTH, key


@pytest.mark.parametrize("card", OPEN, ids=lambda card: card.id)
def test_the_chinese_answer_says_as_much_as_the_english_one(card):
    answer = BANK.question(card.id).answer
    # words of two letters and more: `x = 0.95` says the same in both languages and counts for neither
    words, han = len(re.findall(r"[A-Za-z]{2,}", answer.en)), len(re.findall(r"[\u4e00-\u9fff]", answer.zh))
    assert 100 <= words <= 300
    assert 1.0 <= han / words <= 2.6


@pytest.mark.parametrize("card", OPEN, ids=lambda card: card.id)
def test_a_chinese_paragraph_is_one_line_with_chinese_punctuation(card):
    for key, text in texts(BANK.question(card.id)):
        assert not {"“", "”", "‘", "’"} & set(text.zh), key
        for before, after in zip(text.zh, text.zh[1:], strict=False):
            assert not ("\u4e00" <= before <= "\u9fff" and after in ",;:?!"), (key, before + after)


@of_kind("single", "multiple", "truth", "bug")
def test_the_right_option_is_not_the_longest_by_far(card):
    drill = drill_of(card)
    options = drill.options if card.kind in ("single", "multiple") else drill.reasons
    for language in LANGUAGES:
        right = max(cells(o.text[language]) for o in options if o.right)
        wrong = max(cells(o.text[language]) for o in options if not o.right)
        assert right <= 1.25 * wrong, language


@pytest.mark.parametrize(
    "card", [card for card in DRILLS if card.kind in ("line", "bug", "output")], ids=lambda c: c.id
)
def test_the_code_of_a_drill_is_python(card):
    ast.parse(drill_of(card).code.replace(HOLE, "0"))


def test_the_right_option_has_no_favourite_place():
    first = [card for card in DRILLS if card.kind == "single" and drill_of(card).options[0].right]
    assert len(first) <= max(1, 0.6 * sum(card.kind == "single" for card in DRILLS))
