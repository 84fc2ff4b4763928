"""What exercises say and what they refer to: ours lack nothing, and what a folder of others lacks is told."""

from pathlib import Path

import pytest

from exercises.catalog import OURS, Catalog
from exercises.review import SOURCES, circular, review, uncovered
from tests.samples import edit, make_exercise, set_line

CONTENT = Path(__file__).parents[2] / "content"
QUESTIONS = {f"{file.parent.name}/{file.stem}" for file in CONTENT.glob("questions/*/*.toml")}


@pytest.fixture
def place(tmp_path):
    return make_exercise(tmp_path / "mine", "layers/mine")


def said(place, questions=frozenset({"cnn/why-pooling"})):
    catalog = Catalog([OURS], {"mine": place.parents[1]})
    return [str(fault) for fault in review(catalog.get("mine:layers/mine"), catalog.ids(), questions)]


def test_ours_refer_to_what_there_is_and_say_everything_in_both_languages():
    catalog = Catalog()
    exercises, _ = catalog.all()
    faults = [fault for exercise in exercises for fault in review(exercise, catalog.ids(), QUESTIONS)]
    assert [str(fault) for fault in (*faults, *circular(exercises))] == []
    assert all(exercise.title.en and exercise.title.zh for exercise in exercises)


def test_ours_cover_their_sources():
    exercises, _ = Catalog().all()
    assert [str(fault) for fault in uncovered(OURS, exercises)] == []
    listed = (OURS / SOURCES).read_text(encoding="utf-8").split()
    assert len(listed) == len(set(listed)) == 19


def test_a_sound_one_lacks_nothing(place):
    set_line(place / "exercise.toml", "questions", ["cnn/why-pooling"])
    set_line(place / "exercise.toml", "prerequisites", ["layers/dense", "layers/mine"])
    assert said(place) == []


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("prerequisites", ["layers/dens"], "prerequisites: `layers/dens` is no exercise"),
        ("questions", ["cnn/nothing"], "questions: `cnn/nothing` is no question"),
        ("prerequisites", ["other:layers/dense"], "prerequisites: `other:layers/dense` is no exercise"),
    ],
)
def test_a_name_that_leads_nowhere_is_told(place, key, value, problem):
    set_line(place / "exercise.toml", key, value)
    [fault] = said(place)
    assert fault.startswith(f"{place / 'exercise.toml'}: {problem}; ")


@pytest.mark.parametrize(
    ("file", "find", "replace", "problem"),
    [
        ("exercise.toml", 'zh = "一段文字 1"', "", "title: has no zh"),
        ("exercise.toml", 'en = "A text 2"', 'en = " "', "summary: has no en"),
        ("mistakes.toml", 'zh = "前向漏了 b：应为 y = g x + b。"', 'zh = ""', "shift-forgotten: has no zh"),
        ("mistakes.toml", 'find = "g * x + b"', 'find = "g * y"', "find: stands 0 times"),
        ("statement.en.md", "Worked example:", '"" Show one.', "line 10: is still to be written: Show one;"),
    ],
)
def test_a_text_that_is_missing_is_told(place, file, find, replace, problem):
    edit(place / file, find, replace)
    if "title" in problem:  # now it is in one language, of which it says so itself
        assert said(place) == []
        edit(place / "exercise.toml", 'en = "A text 0"', "")
        problem = "title: has no en and no zh"
    [fault] = said(place)
    assert problem in fault


def test_a_statement_in_a_language_of_the_title_is_told_when_it_is_missing(place):
    (place / "statement.zh.md").unlink()
    [fault] = said(place)
    assert fault.startswith(f"{place / 'statement.zh.md'}: is missing; ")


def test_hints_are_three(place):
    edit(place / "exercise.toml", '[[hints]]\nen = "A text 8"\nzh = "一段文字 9"\n', "")
    [fault] = said(place)
    assert "hints: there are 2; write 3" in fault


def test_a_circle_is_told_with_the_way_round(place):
    make_exercise(place.parents[1], "layers/other", prerequisites=["layers/mine"])
    set_line(place / "exercise.toml", "prerequisites", ["layers/other"])
    exercises, _ = Catalog([OURS], {"mine": place.parents[1]}).all()
    [fault] = circular(exercises)
    assert "go in a circle" in fault.problem
    assert fault.problem.count("mine:layers/") == 3


def test_a_folder_may_list_what_it_must_cover(place):
    folder = place.parents[1]
    (folder / SOURCES).write_text("one\ntwo\n", encoding="utf-8")
    set_line(place / "exercise.toml", "sources", ["two"])
    exercises, _ = Catalog([OURS], {"mine": folder}).all()
    [fault] = uncovered(folder, exercises)
    assert (fault.key, fault.problem) == ("one", "is covered by no exercise")
