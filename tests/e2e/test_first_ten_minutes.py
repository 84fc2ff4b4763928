"""A newcomer's first ten minutes in a real terminal: home, a question, a named mistake, the pass, quit, resume.

With GRADLINGS_CLEAN_CLONE=1 it begins with `git clone` and `make run` in an empty folder, which needs the network and
about a minute; without, with the `gradlings` of this environment.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.terminal import Terminal, open_exercise

CHECKOUT = Path(__file__).parent.parent.parent
SETUP_SECONDS = 300
CLEAN = os.environ.get("GRADLINGS_CLEAN_CLONE") == "1"


class Newcomer:
    """Somebody with an empty home and a way to start the program."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        self.clone = folder / "clone"
        if CLEAN:
            subprocess.run(["git", "clone", "--quiet", CHECKOUT, self.clone], check=True)

    def start(self) -> Terminal:
        kept = ("PIP_", "SSL_", "HTTP", "http")  # how this machine reaches its package index
        env = {name: value for name, value in os.environ.items() if name.startswith(kept)}
        env |= {"HOME": str(self.home), "LANG": "en_US.UTF-8"}
        if CLEAN:
            return Terminal(["make", "run"], env, cwd=self.clone)
        return Terminal([str(Path(sys.executable).with_name("gradlings"))], env, cwd=self.home)

    @property
    def dense(self) -> Path:
        return self.home / "gradlings" / "layers" / "dense.py"


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[Newcomer]:
    return Newcomer(tmp_path)


def test_the_first_ten_minutes(newcomer: Newcomer) -> None:
    solution = (CHECKOUT / "exercises/layers/dense/solution.py").read_text()
    averaged = solution.replace("dy.sum(axis=0)", "dy.mean(axis=0)")
    assert averaged != solution

    with newcomer.start() as terminal:
        terminal.wait_for("Start today", seconds=SETUP_SECONDS)
        terminal.press("enter")
        terminal.wait_for("Esc Back", "level")
        card = terminal.text.splitlines()[0]
    # The terminal was closed under it: the same question stands there again.
    with newcomer.start() as terminal:
        terminal.wait_for("Esc Back", card.strip(), seconds=SETUP_SECONDS)
        answer(terminal)
        terminal.press("escape")
        terminal.wait_for("1 answer today")
        open_exercise(terminal, "dense layer")
        terminal.wait_for("Dense layer", "F5 Check")
        terminal.press("f5")
        terminal.wait_for("dense_forward is not written yet")
        newcomer.dense.write_text(averaged)
        terminal.press("f5")
        terminal.wait_for("1. ")
        assert "db is averaged over the batch" not in terminal.text
        terminal.press("f3")
        terminal.wait_for("2. ")
        terminal.press("f3")
        terminal.wait_for("3. The cause: db is averaged over the batch")
        terminal.process.kill(signal.SIGKILL)
    # Killed in the exercise: it stands there again, with the file as it was.
    with newcomer.start() as terminal:
        terminal.wait_for("Dense layer", "F5 Check", seconds=SETUP_SECONDS)
        newcomer.dense.write_text(solution)
        terminal.press("f5")
        terminal.wait_for("\N{CHECK MARK} passed")
        terminal.press("escape")
        terminal.wait_for("[\N{CHECK MARK}] Dense layer", "1 answer today")
        terminal.press("q")
        terminal.process.expect(pexpect.EOF, timeout=SETUP_SECONDS)
    assert newcomer.dense.read_text() == solution


def answer(terminal: Terminal) -> None:
    """Some answer to whatever is asked; the first card of a new learner is fixed, but not its kind for ever."""
    terminal.press("1")
    terminal.wait_for("Next")
