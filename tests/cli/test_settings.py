"""`settings`: list, show, set; for people and for programs."""

import json

import pytest

from quiz.preferences import KEYS


def test_all_are_listed_with_what_to_type_for_them(run):
    told = run("settings").out
    assert [line.split()[0] for line in told.splitlines()[: len(KEYS)]] == list(KEYS)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("minutes", "25", "25"),
        ("new-a-day", "5", "5"),
        ("date", "2999/12/24", "2999-12-24"),
        ("topics", "cnn lstm", "cnn,lstm"),
        ("watch", "on", "on"),
        ("symbols", "ascii", "ascii"),
        ("editor", "code --wait", "code --wait"),
    ],
)
def test_a_setting_is_kept_and_can_be_typed_again(run, key, typed, value):
    assert run("settings", key, typed).code == 0
    assert run("settings", key).out == f"{value}\n"
    assert run("settings", key, value).out == f"{value}\n"
    assert run("settings", key, "auto" if key == "symbols" else "none").code == (2 if key in REQUIRED else 0)


REQUIRED = {"minutes", "new-a-day", "watch"}
"""Settings that always have a value."""


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["knitting"], "use one of language, interview"),
        (["minutes", "many"], "minutes: type a whole number"),
        (["date", "2026-01-02"], "date: 2026-01-02 has passed; type today ("),
        (["topics", "cnn,knitting"], "there is no topic knitting; use one of gradient-descent"),
        (["interview", "fr"], "interview: type `en` or `zh`"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(run, arguments, part):
    ran = run("settings", *arguments)
    assert ran.code == 2
    assert part in ran.complaint
    assert json.loads(run("settings", "--json").out)["minutes"] == 40


def test_a_new_language_is_spoken_at_once(run):
    assert run("settings", "language", "zh").code == 0
    assert "界面和讲解语言" in run("settings").out
    assert run("settings", "language", "none").code == 0
    assert "Language of interface" in run("settings").out


def test_programs_read_json(run):
    run("settings", "topics", "cnn")
    told = json.loads(run("settings", "--json").out)
    assert list(told) == list(KEYS)
    assert told["topics"] == ["cnn"]
    assert json.loads(run("settings", "topics", "--json").out) == {"topics": ["cnn"]}


def test_without_a_log_nothing_is_pretended_to_be_kept(run, home):
    home.parent.mkdir(exist_ok=True)
    home.write_text("no folder")
    ran = run("settings", "minutes", "25")
    assert ran.code == 2
    assert "not saved" in ran.err


def test_a_terminal_with_few_marks_gets_ascii_and_a_pipe_gets_what_there_is(run, monkeypatch):
    monkeypatch.setenv("GRADLINGS_ASCII", "1")
    assert "←" in run("list").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    told = run("list").out
    assert "←" not in told
    assert "<" in told


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_where_nothing_can_be_drawn_the_app_says_what_to_type(run, monkeypatch, term):
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", term)
    ran = run()
    assert ran.code == 2
    assert "gradlings quiz --plain" in ran.complaint
