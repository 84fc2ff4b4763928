"""What every exercise folder says, in both languages: drawn, run and held against each other."""

import doctest
import re

import numpy as np
import pytest

from exercises.catalog import Catalog
from exercises.content import LANGUAGES
from quiz.wrapping import cells, display_maths, maths, render

WIDTH = 76
"""What an 80-column terminal leaves beside the border and the scroll bar."""

HAN = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff] ?[,.:;?!]|[,.:;?!][\u4e00-\u9fff]")
FENCED = re.compile(r"^```\w*\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
CATALOG, _ = Catalog().all()
every_exercise = pytest.mark.parametrize("exercise", CATALOG, ids=lambda exercise: exercise.id)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def prose(statement):
    """The statement without formulas and code."""
    without_blocks = FENCED.sub("", re.sub(r"\$\$.+?\$\$", "", statement, flags=re.DOTALL))
    return re.sub(r"`[^`\n]*`", "", without_blocks)


@every_language
@every_exercise
def test_every_formula_draws_and_every_line_fits(exercise, language):
    statement = exercise.statement(language)
    for formula in display_maths(statement):
        maths(formula)
    lines = render(statement, WIDTH)
    assert max(map(cells, lines)) <= WIDTH, max(lines, key=cells)
    assert not any("$$" in line for line in lines)


@every_language
@every_exercise
def test_a_statement_is_short_and_uses_no_other_markup(exercise, language):
    statement = exercise.statement(language)
    assert len(statement.splitlines()) <= 66
    assert not re.search(r"[$`]|^#|\*\*", prose(statement), re.MULTILINE)


@every_language
@every_exercise
def test_an_example_gives_what_it_says(exercise, language):
    names = {"np": np}
    exec(compile(exercise.solution, "solution.py", "exec"), names)
    for code in FENCED.findall(exercise.statement(language)):
        example = doctest.DocTestParser().get_doctest(code + "\n", names, exercise.id, None, None)
        said = []
        assert not doctest.DocTestRunner().run(example, out=said.append).failed, "".join(said)


@every_exercise
def test_both_languages_show_the_same_code_and_as_many_formulas(exercise):
    english, chinese = (exercise.statement(language) for language in LANGUAGES)
    assert FENCED.findall(english) == FENCED.findall(chinese)
    assert len(display_maths(english)) == len(display_maths(chinese))


@every_exercise
def test_each_text_stands_in_its_own_language(exercise):
    assert len(exercise.hints) == 3
    for text in (exercise.title, exercise.summary, *exercise.hints, *(m.text for m in exercise.mistakes)):
        assert text.en, text
        assert not HAN.search(text.en), text.en
        assert text.zh, text


@every_exercise
def test_chinese_has_chinese_punctuation(exercise):
    texts = [exercise.summary, *exercise.hints, *(mistake.text for mistake in exercise.mistakes)]
    for chinese in (prose(exercise.statement("zh")), *(text.zh for text in texts)):
        assert HAN.search(chinese), chinese
        half = HALF_WIDTH.search(chinese)
        assert not half, chinese[max(half.start() - 9, 0) : half.end() + 9]
