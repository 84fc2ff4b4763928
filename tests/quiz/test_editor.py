"""The learner's own editor: which command that is, and what is said of one that does not work."""

import sys
from pathlib import Path

import pytest

from quiz.editor import NoEditor, command, edit


@pytest.mark.parametrize(
    ("setting", "environment", "words"),
    [
        ("code --wait", {"EDITOR": "vim"}, ["code", "--wait"]),
        ("", {"VISUAL": "emacs -nw", "EDITOR": "vim"}, ["emacs", "-nw"]),
        (" ", {"VISUAL": "", "EDITOR": "'/my tools/ed' -s"}, ["/my tools/ed", "-s"]),
    ],
)
def test_the_setting_comes_before_the_environment(setting, environment, words):
    assert command(setting, environment) == words


@pytest.mark.parametrize(("setting", "says"), [("", "EDITOR=vim"), ('vim "', "cannot be read")])
def test_what_is_no_command_says_what_to_set(setting, says):
    with pytest.raises(NoEditor) as error:
        command(setting, {})
    assert says in error.value.text.en
    assert "EDITOR" in error.value.text.zh


def test_an_editor_is_given_the_file_and_waited_for(tmp_path):
    file = tmp_path / "dense layer.py"
    edit([sys.executable, "-c", "import sys; open(sys.argv[1], 'w').write('edited')"], file)
    assert file.read_text() == "edited"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["no-such-editor"], "no-such-editor does not start: No such file"),
        ([str(Path(__file__))], "does not start: Permission denied"),
        ([sys.executable, "-c", "raise SystemExit(3)"], "the code 3"),
    ],
)
def test_an_editor_that_does_not_work_is_one_line(tmp_path, words, says):
    with pytest.raises(NoEditor) as error:
        edit(words, tmp_path / "dense.py")
    assert says in error.value.text.en
    assert "\n" not in error.value.text.en
