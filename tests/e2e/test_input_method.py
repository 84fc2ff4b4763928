"""Chinese typed by an input method arrives in a real terminal, also in iTerm2 with its fault under Kitty's protocol."""

from __future__ import annotations

import io
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

KITTY_ON = re.compile(rb"\x1b\[>\d+u")
WITH_TEXT = "\x1b[0;1;20013:25991u"
"""An event of Kitty's protocol that brings its text along, as Kitty and Ghostty send it."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Path:
    """With all questions compiled, which takes longer than the rest."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(compiled, folder / ".cache")
    return folder


@pytest.mark.parametrize(
    ("environment", "kitty", "typed", "arrives"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, False, "反向传播", "反向传播"),
        ({}, True, f"反向{WITH_TEXT}", "反向中文"),
    ],
    ids=["iTerm2", "another"],
)
def test_what_an_input_method_commits_is_typed(
    home: Path, environment: dict[str, str], kitty: bool, typed: str, arrives: str
) -> None:
    env = {"HOME": str(home), "GRADLINGS_HOME": str(home), "LANG": "zh_CN.UTF-8", **environment}
    with Terminal([sys.executable, "-m", "quiz"], env, cwd=Path(__file__).parents[2]) as terminal:
        terminal.process.logfile_read = said = io.BytesIO()
        terminal.wait_for("帮助", seconds=60)
        terminal.press("ctrl+p")
        terminal.wait_for("前往：首页")
        terminal.press(typed)
        terminal.wait_for(arrives)
        assert bool(KITTY_ON.search(said.getvalue())) is kitty
