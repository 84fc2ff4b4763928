"""`content new`: a template that names what is to be filled in, and passes once it is."""

import re
import tomllib
from itertools import count

import pytest

from quiz.bank import Bank
from quiz.commands.new import template
from tests.packs import make_core, make_pack


@pytest.fixture(autouse=True)
def core(tmp_path, monkeypatch):
    """A small folder in the place of ours, which takes seconds to compile."""
    folder = make_core(tmp_path / "core")
    monkeypatch.setattr("quiz.shelf.content_folder", lambda: folder)
    return folder


@pytest.fixture
def mine(tmp_path):
    return tmp_path / "mine"


def filled(text):
    """Every marked place with something of its own."""
    numbers = count()

    def place(found):
        key = found[1]
        return f'{key} = "{"x" if key == "id" else "T "}{next(numbers)}"'

    return re.sub(r'(id|en|zh|reviewed) = ""', place, text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_template_passes_in_form_once_it_is_filled_in(run, mine, language):
    ran = run("--lang", language, "content", "new", "cnn/why-pooling", "--content", str(mine))
    file = mine / "questions/cnn/why-pooling.toml"
    assert ran.code == 0
    assert str(file) in ran.out
    assert f"gradlings content check {mine}" in ran.out
    text = file.read_text(encoding="utf-8")
    assert text == template(language)
    file.write_text(filled(text), encoding="utf-8")
    bank = Bank.open(mine, None, "mine", {"cnn": None})
    assert [str(error) for error in bank.errors] == []
    assert [card.kind for card in bank.cards.values()] == ["single", "truth", "parametric", "line", "open"]


def test_what_it_claims_about_code_is_true(run, mine):
    run("content", "new", "cnn/why-pooling", "--content", str(mine))
    file = mine / "questions/cnn/why-pooling.toml"
    file.write_text(filled(file.read_text(encoding="utf-8")), encoding="utf-8")
    ran = run("content", "check", str(mine))
    assert "drills.write-dw" not in ran.out
    assert "drills.count" not in ran.out


def test_until_it_is_filled_in_every_marked_place_is_a_fault(run, mine):
    run("content", "new", "cnn/why-pooling", "--content", str(mine))
    assert Bank.open(mine, None, "mine", {"cnn": None}).errors
    file = mine / "questions/cnn/why-pooling.toml"
    places = list(re.finditer(r'(?:id|en|zh) = ""', text := file.read_text(encoding="utf-8")))
    for left_out in places[:: len(places) // 6]:
        text_with_a_gap = filled(text[: left_out.start()]) + "@" + filled(text[left_out.end() :]).replace("T ", "U ")
        file.write_text(text_with_a_gap.replace('"x', '"y').replace("@", left_out[0]), encoding="utf-8")
        assert Bank.open(mine, None, "mine", {"cnn": None}).errors, left_out


def test_both_templates_are_the_same_question():
    assert tomllib.loads(template("en")) == tomllib.loads(template("zh"))
    assert len(re.findall("^#", template("en"), re.MULTILINE)) >= 10


def test_nothing_is_overwritten(run, mine):
    file = make_pack(mine, "cnn/taken") / "questions/cnn/taken.toml"
    before = file.read_bytes()
    ran = run("content", "new", "cnn/taken", "--content", str(mine))
    assert ran.code == 2
    assert str(file) in ran.complaint
    assert file.read_bytes() == before


def test_an_unknown_topic_is_told_with_all_there_are_ours_and_the_folders_own(run, mine):
    make_pack(mine, "gnn", topics='gnn = { en = "Graphs" }')
    ran = run("content", "new", "gmn/why", "--content", str(mine))
    assert ran.code == 2
    assert str(mine / "topics.toml") in ran.complaint
    assert all(topic in ran.complaint for topic in ("mlp", "cnn", "gnn"))
    assert run("content", "new", "gnn/why", "--content", str(mine)).code == 0


@pytest.mark.parametrize(
    "name", ["cnn", "cnn/", "/why", "cnn/Why", "cnn/../x", "cnn/a/b", "../cnn/why", "cnn/" + "x" * 41]
)
def test_a_name_that_is_none_is_one_line(run, mine, name):
    ran = run("content", "new", name, "--content", str(mine))
    assert ran.code == 2
    assert "TOPIC/SLUG" in ran.complaint
    assert not mine.exists()


def test_inside_an_installed_package_nothing_is_written(run, monkeypatch, tmp_path):
    packaged = make_pack(tmp_path / "_content", "cnn")
    monkeypatch.setattr("quiz.shelf.content_folder", lambda: packaged)
    ran = run("content", "new", "cnn/why")
    assert ran.code == 2
    assert "--content DIR" in ran.complaint


def test_a_place_that_cannot_be_written_is_one_line(run, tmp_path):
    (tmp_path / "file").write_text("no folder")
    ran = run("content", "new", "cnn/why", "--content", str(tmp_path / "file"))
    assert ran.code == 2
    assert str(tmp_path / "file") in ran.complaint
