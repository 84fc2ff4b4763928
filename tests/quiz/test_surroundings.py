"""What the doctor finds, and that every bad finding has its remedy in both languages."""

import pytest

from quiz.desk import Desk
from quiz.paths import find_paths
from quiz.surroundings import files, terminal, versions
from quiz.zone import local_now

GOOD = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "zh_CN.UTF-8"}
NARROW = [1, 1, 1, 1, 1, 2]


def judged(environment, size=(80, 24), widths=NARROW):
    return {finding.name: finding for finding in terminal(environment, size, widths)}


def test_a_good_terminal_has_nothing_to_mend():
    found = judged(GOOD)
    assert not [finding for finding in found.values() if finding.good is False or finding.remedy]


@pytest.mark.parametrize(
    ("name", "environment", "size", "widths", "part"),
    [
        ("size", GOOD, (50, 10), NARROW, "80 x 24"),
        ("locale", {**GOOD, "LANG": "C"}, (80, 24), NARROW, "LANG=C.UTF-8"),
        ("colours", {"TERM": "linux"}, (80, 24), NARROW, "theme ansi"),
        ("width", GOOD, (80, 24), [2, 1, 2, 1, 1, 2], "narrow"),
        ("width", GOOD, (80, 24), [1, 1, 1, 1, 1, 1], "UTF-8"),
        (
            "input_method",
            {**GOOD, "TERM_PROGRAM": "iTerm.app", "TEXTUAL_DISABLE_KITTY_KEY": "0"},
            (80, 24),
            NARROW,
            "Unset",
        ),
    ],
)
def test_what_is_bad_is_named_with_its_remedy(name, environment, size, widths, part):
    finding = judged(environment, size, widths)[name]
    assert finding.good is False
    assert part in finding.remedy.en
    assert finding.remedy.zh
    assert finding.said.zh != finding.said.en


def test_the_characters_that_are_too_wide_are_shown():
    assert judged(GOOD, widths=[2, 1, 2, 1, 1, 2])["width"].said.en.endswith("α─")


@pytest.mark.parametrize(
    ("environment", "size", "widths", "unsure"),
    [
        ({**GOOD, "TMUX": "/tmp/1"}, (80, 24), NARROW, {"tmux", "marks"}),
        ({**GOOD, "NO_COLOR": "1"}, (80, 24), None, {"colours", "width", "marks"}),
        ({"TERM": "xterm-256color"}, None, None, {"size", "locale", "width", "marks"}),
    ],
)
def test_what_cannot_be_known_is_no_fault(environment, size, widths, unsure):
    found = judged(environment, size, widths)
    assert {finding.name for finding in found.values() if finding.good is None} == unsure
    assert not [finding for finding in found.values() if finding.good is False]


def test_in_iterm_the_protocol_that_swallows_chinese_is_off_and_that_is_said():
    finding = judged({**GOOD, "TERM_PROGRAM": "iTerm.app", "TEXTUAL_DISABLE_KITTY_KEY": "1"})["input_method"]
    assert finding.good
    assert "iTerm2" in finding.said.en
    assert judged({**GOOD, "TERM_PROGRAM": "iTerm.app", "TMUX": "1"})["input_method"].said.en.startswith("Chinese")


def test_a_folder_that_cannot_be_made_and_a_broken_log_are_found(tmp_path):
    (tmp_path / "file").write_text("no folder")
    desk = Desk(find_paths({"GRADLINGS_HOME": str(tmp_path / "file" / "home")}), "en", local_now, lambda: None)
    found = list(files(desk))
    assert [finding.good for finding in found if finding.name == "log"] == [False]
    assert all(finding.remedy for finding in found if finding.good is False)


def test_sound_files_are_sound(tmp_path):
    desk = Desk(find_paths({"GRADLINGS_HOME": str(tmp_path)}), "en", local_now, lambda: None)
    assert all(finding.good for finding in files(desk))
    desk.close()


def test_places_are_named_in_both_languages(tmp_path):
    desk = Desk(find_paths({"GRADLINGS_HOME": str(tmp_path)}), "en", local_now, lambda: None)
    said = [finding.said for finding in files(desk) if finding.name == "writable"]
    assert [text.en.partition(":")[0] for text in said] == ["Your files", "Cache", "Log"]
    assert [text.zh.partition("：")[0] for text in said] == ["你的文件", "缓存", "记录"]
    desk.close()


def test_versions_are_named():
    assert "numpy" in versions().said.en
