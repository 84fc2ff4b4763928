"""Packs: their ids, their topics beside ours, and that nothing in one keeps the app from starting."""

import os
import shutil
import sqlite3

import pytest

from exercises.content import BrokenContent, Text
from quiz.check import read_question
from quiz.folder import MOST_BYTES, read_table
from quiz.library import open_library
from quiz.packs import NoPack, derived_id, read_pack
from quiz.words import fallback, marked
from tests.packs import SAMPLE, make_core, make_pack


@pytest.fixture
def core(tmp_path):
    return make_core(tmp_path / "core")


@pytest.fixture
def pack(tmp_path):
    """Makes a pack in a folder of this name."""
    return lambda name, *places, **options: make_pack(tmp_path / name, *places, **options)


def test_cards_of_a_pack_stand_beside_ours_under_their_own_names(core, pack):
    acme = pack("anything", "mlp", pack="acme")
    library = open_library(core, [acme], None)
    assert len(library.cards) == 28
    assert library.cards["acme:mlp/every-kind#one"].topic == "mlp"
    assert library.question("acme:mlp/every-kind#one") == library.question("core:mlp/every-kind#one")
    assert (library.errors, library.complaints) == ((), ())
    assert [(found.id, found.title.zh, library.count(found.id)) for found in library.packs] == [
        ("acme", "题库 acme", 14)
    ]


@pytest.mark.parametrize("card", ["acme:mlp/none#one", "nobody:mlp/every-kind#one", "nonsense"])
def test_a_card_that_is_in_no_pack_is_a_key_error(core, pack, card):
    with pytest.raises(KeyError):
        open_library(core, [pack("acme", "mlp")], None).question(card)


def test_the_same_topic_is_the_same_and_a_new_one_comes_after_ours(core, pack):
    topics = 'gnn = { en = "Graphs", zh = "图网络" }\nmlp = { en = "Dense", zh = "全连接" }'
    acme = pack("acme", "gnn", "cnn", "mlp", topics=topics)
    library = open_library(core, [acme], None)
    assert dict(library.topics) == {
        "mlp": Text("MLP", "多层感知机"),
        "cnn": Text("CNN", "卷积"),
        "gnn": Text("Graphs", "图网络"),
    }
    assert library.errors == ()


def test_a_topic_that_nobody_names_is_a_fault_of_the_pack(core, pack):
    library = open_library(core, [pack("acme", "gnn", "mlp")], None)
    assert [fault.problem for fault in library.errors] == ["`gnn` is no topic"]
    assert len(library.cards) == 28


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Acme Interviews (2026)", "acme-interviews-2026"), ("ünï_cödé", "uni-code"), ("x" * 60, "x" * 40)],
)
def test_without_a_pack_file_the_id_comes_from_the_folders_name(pack, name, expected):
    assert read_pack(pack(name, "mlp")).id == expected


@pytest.mark.parametrize("name", ["题库", "---"])
def test_a_name_that_gives_no_id_says_what_to_write(pack, name):
    with pytest.raises(NoPack, match=r"pack\.toml with schema = 1"):
        derived_id(pack(name, "mlp"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no toml [", "is not TOML"),
        ('schema = 1\ntitle = { en = "A" }', "id: is missing; add it"),
        ('schema = 2\nid = "a"\ntitle = { en = "A" }', "schema"),
        ('schema = 1\nid = "A B"\ntitle = { en = "A" }', "is no slug"),
        ('schema = 1\nid = "a:b"\ntitle = { en = "A" }', "is no slug"),
        ('schema = 1\nid = "a"\ntitle = { en = "A" }\nrun = "rm"', "run: is not a known key"),
        ('schema = 1\nid = "a"\ntitle = { en = "\\u001b[2J" }', "control character"),
        ("x = " + "[" * 5000, "pack.toml"),
    ],
)
def test_a_broken_pack_file_is_told_with_its_path_and_the_others_load(core, pack, text, says):
    broken = pack("broken", "mlp")
    (broken / "pack.toml").write_text(text)
    library = open_library(core, [broken, pack("acme", "cnn")], None)
    assert len(library.cards) == 28
    [complaint] = library.complaints
    assert str(broken / "pack.toml") in complaint.en
    assert says in complaint.en
    assert says in complaint.zh


def test_a_pack_that_is_not_there_says_how_to_forget_it(core, tmp_path):
    [complaint] = open_library(core, [tmp_path / "gone"], None).complaints
    assert f"gradlings packs remove {tmp_path / 'gone'}" in complaint.en
    assert complaint.en != complaint.zh


def test_nobody_else_is_core_and_no_two_are_the_same(core, pack):
    first, second, ours = (
        pack(name, "mlp", pack=id_) for name, id_ in (("one", "acme"), ("two", "acme"), ("three", "core"))
    )
    library = open_library(core, [first, second, ours], None)
    assert [found.folder for found in library.packs] == [first]
    twice, taken = library.complaints
    assert all(part in twice.en for part in (str(first), str(second), "acme", "choose another"))
    assert all(part in taken.en for part in (str(ours), "`core`", "choose another"))
    assert len(library.cards) == 28


def test_a_folder_named_twice_or_ours_named_once_more_is_no_fault(core, pack, tmp_path):
    acme = pack("acme", "mlp")
    (tmp_path / "link").symlink_to(acme)
    library = open_library(core, [acme, acme, tmp_path / "link", core], None)
    assert (len(library.packs), library.complaints) == (1, ())


def test_each_pack_is_compiled_once_and_only_what_changed_again(core, pack, tmp_path, monkeypatch):
    folders = [pack(f"pack-{number}", "mlp/one", "mlp/two") for number in range(4)]
    cache = tmp_path / "cache"
    open_library(core, folders, cache)
    compiled = []
    monkeypatch.setattr("quiz.check.read_question", lambda path: compiled.append(path) or read_question(path))
    assert len(open_library(core, folders, cache).cards) == 14 * 9
    assert compiled == []
    changed = folders[2] / "questions/mlp/two.toml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("Every kind", "Changed"), encoding="utf-8")
    library = open_library(core, folders, cache)
    assert compiled == [changed]
    assert library.cards["pack-2:mlp/two#one"].title.en == "Changed"
    assert library.cards["pack-1:mlp/two#one"].title.en == "Every kind"


def test_a_pack_under_another_id_is_served_from_the_same_cache(core, pack, tmp_path):
    acme = pack("acme", "mlp")
    open_library(core, [acme], tmp_path / "cache")
    make_pack(acme, pack="renamed")
    library = open_library(core, [acme], tmp_path / "cache")
    assert "renamed:mlp/every-kind#one" in library.cards
    assert library.question("renamed:mlp/every-kind#one").title.en == "Every kind"


def test_another_folder_at_the_same_path_is_compiled_anew(core, pack, tmp_path):
    acme = pack("acme", "mlp/one", "mlp/two")
    open_library(core, [acme], tmp_path / "cache")
    shutil.rmtree(acme)
    pack("acme", "mlp/two", "mlp/three")
    cards = open_library(core, [acme], tmp_path / "cache").cards
    assert {card.partition("#")[0] for card in cards if card.startswith("acme")} == {"acme:mlp/two", "acme:mlp/three"}


def test_the_cache_finds_the_cards_of_a_file_by_an_index(core, tmp_path):
    open_library(core, [], tmp_path)
    with sqlite3.connect(tmp_path / "bank.sqlite3") as db:
        plan = db.execute("EXPLAIN QUERY PLAN DELETE FROM card WHERE root = 'a' AND file = 'b'").fetchall()
    db.close()
    assert "INDEX card_of_file" in plan[0][3]


HOSTILE = [
    ("zh = \"各种题型\"", 'zh = "\\u001b]0;owned\\u0007"', "control character"),
    ("schema = 1", "schema = 1\nx = " + "[" * 5000 + "]" * 5000, ""),
    ("level = 2", "level = " + "9" * 5000, ""),
    ("level = 2", "level = 0x" + "f" * 20000, ""),
    ("level = 2", "level = nan", ""),
    ('answer = "1 / 4"', 'answer = "9**9**9**9"', ""),
    ('answer = "1 / 4"', 'answer = "' + "(" * 3000 + '"', ""),
    ("values = [3, 4, 5]", "values = [1e400, -1e400, nan]", ""),
    ('"(dy.T @ x).T"', '"' + "(" * 3000 + '"', ""),
    ('en = "An affine map."', "en = '$$" + "{" * 3000 + "$$'", ""),
]  # fmt: skip


@pytest.mark.parametrize("row", HOSTILE, ids=range(len(HOSTILE)))
def test_a_file_that_was_written_to_break_readers_is_a_fault_and_no_crash(core, pack, tmp_path, row):
    find, replace, says = row
    acme = pack("acme", "mlp", "cnn")
    file = acme / "questions/cnn/every-kind.toml"
    text = file.read_text(encoding="utf-8")
    assert find in text
    file.write_text(text.replace(find, replace, 1), encoding="utf-8")
    for _ in range(2):  # compiled, then from the cache
        library = open_library(core, [acme], tmp_path / "cache")
        assert len(library.cards) == 28
        assert {fault.file for fault in library.errors} == {str(file)}
        assert any(says in fault.problem for fault in library.errors)
        assert all(len(str(fault)) < 20_000 for fault in library.errors)


def test_a_pipe_or_a_huge_file_is_not_read(pack):
    acme = pack("acme", "mlp")
    os.mkfifo(acme / "questions/mlp/pipe.toml")
    (acme / "questions/mlp/huge.toml").write_bytes(b"#" * (MOST_BYTES + 1))
    errors = open_library(acme, [], None).errors
    assert {fault.problem for fault in errors if "topics" not in fault.file} == {
        "is no ordinary file",
        f"has {MOST_BYTES + 1} bytes",
    }


def test_names_of_files_and_folders_that_a_terminal_would_obey_are_shown_harmless(core, pack):
    acme = pack("acme", "mlp")
    shutil.copy(SAMPLE, acme / "questions/mlp/\x1b[2J.toml")
    (acme / "questions/\x1b[2K").mkdir()
    errors = open_library(core, [acme], None).errors
    assert len(errors) == 2
    assert "\x1b" not in "".join(map(str, errors))


def test_a_table_of_plain_text_is_read(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text('text = """line\n\tline"""\nmore = [{ x = 1.5 }]\n')
    assert read_table(file)["text"] == "line\n\tline"
    file.write_text('"\\u001b" = { a = "\\u001b" }')
    with pytest.raises(BrokenContent) as broken:
        read_table(file)
    assert "\x1b" not in str(broken.value)


def test_a_text_in_the_other_language_says_so_at_its_head():
    assert marked(Text("Pooling", ""), "zh") == "[en] Pooling"
    assert marked(Text("", "池化"), "en") == "[zh] 池化"
    assert marked(Text("Pooling", "池化"), "zh") == "池化"
    assert (fallback(Text(), "en"), fallback(Text("a", "b"), "en")) == ("", "")
