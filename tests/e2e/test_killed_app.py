"""The app in a real terminal: killed after a mark, and twice at once, it keeps what it showed."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.killed import answers, make_content
from tests.terminal import Terminal, answer_question

CHECKOUT = Path(__file__).parent.parent.parent
APP = """import sys, pathlib, quiz.shelf
quiz.shelf.content_folder = lambda: pathlib.Path(sys.argv[1])
from quiz.cli import main
sys.exit(main([]))"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return make_content(tmp_path / "content")


def start(home: Path, content: Path) -> Terminal:
    env = {"GRADLINGS_HOME": str(home), "HOME": str(home.parent), "PYTHONPATH": str(CHECKOUT)}
    return Terminal([sys.executable, "-c", APP, str(content)], env, cwd=home.parent)


def test_the_app_killed_after_a_mark_has_it_in_the_log(tmp_path: Path, content: Path) -> None:
    home = tmp_path / "home"
    for count in (1, 2, 3):
        with start(home, content) as terminal:
            terminal.wait_for("Esc Back" if count > 1 else "Start today", seconds=60)
            if count == 1:
                terminal.press("enter")
            answer_question(terminal)
            terminal.process.kill(signal.SIGKILL)
        assert answers(home) == count


def test_two_apps_at_once_keep_the_answers_of_both(tmp_path: Path, content: Path) -> None:
    home = tmp_path / "home"
    with start(home, content) as one, start(home, content) as two:
        for terminal in (one, two):
            terminal.wait_for("Start today", seconds=60)
        for terminal in (one, two):
            terminal.press("enter")
        for terminal in (one, two):
            answer_question(terminal)
    assert answers(home) == 2
