"""`content check`: an author hears of everything at once, and published ids only grow."""

import re
import shutil
from pathlib import Path

import pytest

from exercises.content import Text
from grader import LineResult, Ran

SAMPLE = Path(__file__).parents[1] / "quiz" / "every-kind.toml"
TOPICS = 'schema = 1\n[topics]\nmlp = { en = "MLP", zh = "多层感知机" }\n'


class Runner:
    """Runs code here: what the sample's author wrote is harmless."""

    level = "B"

    def __init__(self, *, keep_ready: bool = False) -> None:
        """There is no process to start."""

    def run_source(self, source, limits):
        printed = []
        try:
            exec(source, {"print": lambda *words: printed.append(" ".join(map(str, words)))})
        except (AssertionError, ZeroDivisionError) as error:
            return Ran("", f"{type(error).__name__}: {error}", "raised", "none")
        return Ran("\n".join(printed), "", "done", "none")

    def check_lines(self, task, lines, salt):
        return [self.judged(task, line) for line in lines]

    def judged(self, task, line):
        if line in ("x.T @ dy", "(dy.T @ x).T", "dy.T @ x.T"):
            return LineResult("pass", None, Text("yes"))
        return LineResult("fail", task.wrong.index(line) if line in task.wrong else None, Text("no"))

    def prove(self):
        return self.level

    def close(self):
        """There is nothing to end."""


@pytest.fixture
def content(tmp_path, monkeypatch):
    folder = tmp_path / "content"
    (folder / "questions/mlp").mkdir(parents=True)
    shutil.copy(SAMPLE, folder / "questions/mlp")
    (folder / "topics.toml").write_text(TOPICS, encoding="utf-8")
    (folder / "pack.toml").write_text('schema = 1\nid = "core"\ntitle = { en = "ours" }\n')
    monkeypatch.setattr("grader.Grader", Runner)
    return folder


def edit(content, find, replace):
    file = content / "questions/mlp/every-kind.toml"
    text = file.read_text(encoding="utf-8")
    assert find in text
    file.write_text(text.replace(find, replace, 1), encoding="utf-8")


def test_new_cards_are_published_once_and_then_all_is_fine(run, content):
    first = run("content", "check", str(content))
    assert (first.code, first.out.count("is not published")) == (1, 14)
    written = run("content", "check", str(content), "--write-ids")
    assert (written.code, written.out.splitlines()[-1]) == (0, "14 cards, no faults")
    assert len((content / "ids.txt").read_text().splitlines()) == 14
    assert run("content", "check", str(content), "--write-ids").out.startswith("0 new ids")


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        (("schema = 1", "schema = 1\nshema = 2"), "shema"),
        (("right = true", "right = false"), "drills.one"),
        (("print((1, 2.0))", "print((1, 3.0))"), "drills.prints.answer: the code prints `(1, 3.0)`"),
        (("print((1, 2.0))", "print(1 / 0)"), "drills.prints.code: does not run to its end (ZeroDivisionError"),
        (('"assert db([1, 2]) == 3"', '"pass"'), "drills.bug.test: does not fail by an assertion"),
        (('"    return sum(dy)"', '"    return 7"'), "drills.bug.fix: the test fails with it (AssertionError"),
        (('"(dy.T @ x).T"', '"(dy.T @ x)"'), "drills.write.right[1]: `(dy.T @ x)` does not pass"),
        (("x.T @ dy / len(x)", "dy.T @ x.T"), "drills.write.wrong[0]: `dy.T @ x.T` passes"),
    ],
)
def test_what_is_false_is_found_with_its_file_and_key(run, content, edits, found):
    run("content", "check", str(content), "--write-ids")
    edit(content, *edits)
    ran = run("content", "check", str(content))
    assert ran.code == 1
    assert any("every-kind.toml" in line and found in line for line in ran.out.splitlines())
    assert ran.out.splitlines()[-1].endswith(("fault", "faults"))


def test_a_published_card_may_not_change_its_meaning_or_go(run, content):
    run("content", "check", str(content), "--write-ids")
    edit(content, 'id = "one"', 'id = "uno"')
    assert "core:mlp/every-kind#one: was published and is gone" in run("content", "check", str(content)).out


@pytest.mark.parametrize("options", [[], ["--write-ids"]])
def test_a_malformed_ids_file_is_one_line(run, content, options):
    (content / "ids.txt").write_text("# kept\nonly-two words\n")
    ran = run("content", "check", str(content), *options)
    assert ran.code == 2
    assert "ids.txt: line 2: " in ran.complaint


def test_a_card_is_withdrawn_by_a_line_and_its_id_is_not_used_again(run, content):
    run("content", "check", str(content), "--write-ids")
    with (content / "ids.txt").open("a") as file:
        file.write("core:mlp/every-kind#one retired -\n")
    assert "core:mlp/every-kind#one: was withdrawn" in run("content", "check", str(content)).out
    edit(content, 'id = "one"', 'id = "uno"')
    ran = run("content", "check", str(content), "--write-ids")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "14 cards, no faults")


def as_pack(content):
    """The same folder as somebody else's, without promises about ids."""
    (content / "pack.toml").write_text('schema = 1\nid = "acme"\ntitle = { en = "Acme" }\n')
    return str(content)


def in_english(content):
    file = content / "questions/mlp/every-kind.toml"
    file.write_text(re.sub(r', zh = "[^"]*"', "", file.read_text(encoding="utf-8")), encoding="utf-8")


def test_a_pack_may_have_one_language_and_no_ids_and_use_our_topics(run, content):
    in_english(content)
    (content / "topics.toml").unlink()
    ran = run("content", "check", as_pack(content))
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "14 cards, no faults")


def test_our_own_questions_need_both_languages(run, content):
    in_english(content)
    assert "title.zh: is missing" in run("content", "check", str(content)).out


def test_the_ids_of_a_pack_are_its_own_and_kept_once_it_publishes_them(run, content):
    folder = as_pack(content)
    assert run("content", "check", folder, "--write-ids").code == 0
    assert (content / "ids.txt").read_text().startswith("acme:mlp/every-kind#one ")
    edit(content, 'id = "one"', 'id = "uno"')
    assert "acme:mlp/every-kind#one: was published and is gone" in run("content", "check", folder).out


@pytest.mark.parametrize("says_it_is", ["acme", "core"])
def test_below_level_b_the_code_of_a_pack_is_not_executed_whatever_it_calls_itself(
    run, content, monkeypatch, says_it_is
):
    as_pack(content)
    edit_pack = (content / "pack.toml").read_text().replace("acme", says_it_is)
    (content / "pack.toml").write_text(edit_pack)
    monkeypatch.setattr(Runner, "level", "D")
    monkeypatch.setattr(Runner, "run_source", lambda *_: pytest.fail("executed"))
    monkeypatch.setattr(Runner, "check_lines", lambda *_: pytest.fail("executed"))
    ran = run("content", "check", str(content), "--write-ids")
    assert ran.code == 1
    assert [line for line in ran.out.splitlines() if line.endswith(": not executed")] == [
        f"{says_it_is}:mlp/every-kind#{drill}: not executed" for drill in ("prints", "bug", "write")
    ]
    assert "GRADLINGS_REQUIRE_ISOLATION=D" in ran.out.splitlines()[-1]


def test_whoever_says_so_has_it_executed_all_the_same(run, content, monkeypatch):
    monkeypatch.setattr(Runner, "level", "D")
    monkeypatch.setenv("GRADLINGS_REQUIRE_ISOLATION", "D")
    ran = run("content", "check", as_pack(content))
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "14 cards, no faults")


def test_a_pack_whose_name_gives_no_id_is_one_line(run, content):
    (content / "pack.toml").unlink()
    ran = run("content", "check", str(content.rename(content.with_name("题库"))))
    assert ran.code == 2
    assert "pack.toml" in ran.complaint
