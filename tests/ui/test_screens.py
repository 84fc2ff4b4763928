"""The main screens as text, row by row, as they stood when somebody last looked at them.

`REWRITE_SCREENS=1` writes the files anew; then the diff is to be read like code.
"""

from __future__ import annotations

import os
from difflib import unified_diff
from functools import partial
from pathlib import Path

import pytest

from quiz.mock.sitting import Sitting
from quiz.ui.app import Gradlings
from tests.ui.test_every_page import shown_rows
from tests.ui.walk import Walk, walk
from tests.ui.world import READERS_OF_OURS, make_world

SCREENS = Path(__file__).parent / "screens"
REWRITE = os.environ.get("REWRITE_SCREENS") == "1"
HOW = "If that is meant: REWRITE_SCREENS=1 pytest tests/ui/test_screens.py, and look at each of them."
OUTSIDE = ("NO_COLOR", "GRADLINGS_ASCII", "VISUAL", "EDITOR")
"""Would change what is shown."""
TERMINAL = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
"""A terminal whose font has more than ASCII."""


@pytest.fixture
def world(tmp_path, monkeypatch):
    for name in OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    for name, value in TERMINAL.items():
        monkeypatch.setenv(name, value)
    for module in READERS_OF_OURS:
        monkeypatch.setattr(f"{module}.OURS", tmp_path / "exercises")
    monkeypatch.chdir(tmp_path)
    return make_world(tmp_path)


@pytest.fixture
def ticks(monkeypatch):
    """The clock of an interview, which stands still until somebody sets it."""
    now = [0.0]
    monkeypatch.setattr("quiz.ui.screens.mock_sitting.Sitting", partial(Sitting, ticks=lambda: now[0]))
    return now


async def test_the_main_screens_look_as_when_somebody_last_looked(world, ticks, language, size):
    kind, different = f"{language}.{size[0]}x{size[1]}.txt", []
    app = Gradlings(world.open(language))
    async with app.run_test(size=size, notifications=True) as pilot:
        names = []
        async for name in walk(Walk(app, pilot, ticks), world):
            names.append(f"{name}.{kind}")
            different += compared(SCREENS / names[-1], "\n".join(row.rstrip() for row in shown_rows(app)) + "\n")
    app.session.close()
    different += [f"nobody walks past {path.name}" for path in SCREENS.glob(f"*.{kind}") if path.name not in names]
    assert not different, "\n".join([*different, HOW])


def compared(path, drawn):
    """The lines of a diff; none where both are the same, or where this is what shall stand there from now on."""
    if REWRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
    stood = path.read_text(encoding="utf-8") if path.exists() else ""
    return list(unified_diff(stood.splitlines(), drawn.splitlines(), f"{path.name} stood", "now", lineterm="", n=2))
