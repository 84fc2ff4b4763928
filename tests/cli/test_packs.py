"""`gradlings packs` and `--content`: folders with questions beside ours."""

import os

import pytest

from quiz import ids
from quiz.bank import Bank
from quiz.session import Session
from tests.packs import SAMPLE, make_core, make_pack


@pytest.fixture(autouse=True)
def core(tmp_path, monkeypatch):
    """A small folder in the place of ours, which takes seconds to compile."""
    folder = make_core(tmp_path / "core")
    monkeypatch.setattr("quiz.shelf.content_folder", lambda: folder)
    return folder


@pytest.fixture
def acme(tmp_path):
    return make_pack(tmp_path / "folder", "mlp", pack="acme")


@pytest.fixture
def first_card(monkeypatch):
    """Asks this card until it is answered; what is typed then ends it."""

    def asks(card, *typed):
        def following(session, topic=None):
            return None if session.home().answered_today else session.pose(card, 1)

        monkeypatch.setattr(Session, "next", following)
        replies = iter(typed)
        monkeypatch.setattr("builtins.input", lambda prompt: next(replies, ":q"))

    return asks


def test_a_pack_is_added_listed_and_removed_by_its_id(run, acme):
    assert run("packs").out == "there are no packs yet; `gradlings packs add DIR` adds one\n"
    added = run("packs", "add", os.path.relpath(acme))
    assert (added.code, added.out) == (0, f"added acme: {acme}\n14 cards\n")
    assert run("packs").out == f"acme  Pack acme  (14 cards)  {acme}\n"
    assert run("--lang", "zh", "packs").out == f"acme  题库 acme  (14 张卡片)  {acme}\n"
    assert run("packs", "add", str(acme)).out == f"{acme} is among the packs already\n"
    assert run("packs", "remove", "acme").out == f"removed {acme}; what you answered is kept\n"
    assert run("packs").out.startswith("there are no packs yet")


def test_one_that_is_gone_is_a_warning_and_removed_by_its_path(run, acme, tmp_path):
    run("packs", "add", str(acme))
    acme.rename(tmp_path / "moved")
    ran = run("packs")
    assert (ran.code, ran.out) == (0, "")
    assert f"`gradlings packs remove {acme}`" in ran.complaint
    assert run("packs", "remove", "acme").complaint == f"there is no pack acme; use one of {acme}"
    assert run("packs", "remove", str(acme)).code == 0
    assert run("packs").err == ""


@pytest.mark.parametrize("how", ["missing", "twice", "core", "broken", "empty"])
def test_what_cannot_be_used_is_not_remembered(run, acme, tmp_path, how):
    run("packs", "add", str(acme))
    other = tmp_path / "other"
    if how != "missing":
        make_pack(other, "mlp", pack="core" if how == "core" else "acme")
    if how == "broken":
        (other / "pack.toml").write_text("no toml [")
    if how == "empty":
        (other / "questions").rename(tmp_path / "aside")
    ran = run("packs", "add", str(other))
    assert ran.code == 2
    assert str(other) in ran.complaint
    assert len(run("packs").out.splitlines()) == 1


def test_faults_in_a_packs_files_are_told_when_it_is_added(run, acme):
    file = acme / "questions/mlp/every-kind.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("schema = 1", "schema = 1\nshema = 2"), encoding="utf-8")
    out = run("packs", "add", str(acme)).out.splitlines()
    assert out[1] == "0 cards"
    assert out[2].startswith(f"{file}: shema: ")


def test_without_a_log_nothing_is_added_and_that_is_said(run, acme, home):
    home.mkdir()
    (home / ".data").write_text("a file in the place of the folder")
    ran = run("packs", "add", str(acme))
    assert ran.code == 2
    assert "your progress is not saved" in ran.complaint


def test_content_names_packs_for_one_run_before_and_after_the_command(run, acme, tmp_path):
    beta = make_pack(tmp_path / "beta", "cnn")
    ran = run("--content", str(acme), "--content", os.path.relpath(beta), "packs")
    assert [line.split()[0] for line in ran.out.splitlines()] == ["acme", "beta"]
    assert run("packs").out.startswith("there are no packs yet")
    known = run("--content", str(acme), "quiz", "--content", str(beta), "--plain", "--topic", "nothing")
    assert "there is no topic nothing" in known.complaint


def test_a_missing_pack_is_a_warning_and_the_quiz_goes_on(run, stub, first_card, tmp_path):
    first_card("core:mlp/every-kind#claim", "f", "1")
    ran = run("--content", str(tmp_path / "gone"), "quiz", "--plain")
    assert ran.code == 0
    assert ran.err.startswith(f"gradlings: the pack {tmp_path / 'gone'} cannot be used")
    assert "1 question answered" in ran.out


@pytest.mark.parametrize(("language", "head"), [("en", "[1] "), ("zh", "[en] [1] ")])
def test_a_card_in_the_other_language_says_so_in_its_header(run, stub, first_card, tmp_path, language, head):  # noqa: PLR0917
    acme = make_pack(tmp_path / "acme", "mlp", english=True)
    first_card("acme:mlp/every-kind#one", "1")
    ran = run("--lang", language, "--content", str(acme), "quiz", "--plain")
    assert next(filter(None, ran.out.splitlines())).startswith(head)
    assert "Which map?" in ran.out


def test_below_level_b_the_line_of_a_pack_is_refused_with_the_reason(run, stub, first_card, acme, monkeypatch):
    monkeypatch.delenv("GRADLINGS_REQUIRE_ISOLATION", raising=False)
    monkeypatch.setattr(stub, "prove", lambda self: "D", raising=False)
    first_card("acme:mlp/every-kind#write", "x.T @ dy")
    ran = run("--content", str(acme), "quiz", "--plain")
    assert "isolation: D" in ran.out
    assert "GRADLINGS_REQUIRE_ISOLATION=D" in ran.out
    assert "answered" not in ran.out
    assert ran.out.count("isolation: D") == 1


def test_a_correction_is_told_once_before_the_first_question(run, stub, first_card, acme):
    first_card("acme:mlp/every-kind#claim", "f", "1")

    def key():
        return ids.current(Bank.open(acme, None, "acme", {"mlp": None}))["acme:mlp/every-kind#claim"].fingerprint

    run("--content", str(acme), "quiz", "--plain")
    old, file = key(), acme / "questions/mlp/every-kind.toml"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace("answer = false", "answer = true"), encoding="utf-8")
    (acme / "errata.toml").write_text(
        'schema = 1\n[[errata]]\ncard = "acme:mlp/every-kind#claim"\ndate = 2026-03-04\n'
        f'old = "{old}"\nnew = "{key()}"\nwrong = {{ en = "It said false.", zh = "原来写成了错。" }}\n',
        encoding="utf-8",
    )
    told = run("--lang", "zh", "--content", str(acme), "quiz", "--plain").out
    assert "你作答之后，这道题的答案在 2026-03-04 更正过：各种题型" in told
    assert "原来写成了错。" in told
    assert "Corrected" not in run("--content", str(acme), "quiz", "--plain").out
