"""In a real terminal, a candidate's days: plan, practise, take back, come again; an interview; an exercise."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pexpect
import pytest

from tests.killed import answers, make_content
from tests.terminal import Terminal, answer_question, kind_asked, open_exercise
from tests.ui.world import GLOSSARY

CHECKOUT = Path(__file__).parents[2]
APP = """import sys, pathlib, quiz.shelf
quiz.shelf.content_folder = lambda: pathlib.Path(sys.argv[1])
from quiz.cli import main
sys.exit(main(sys.argv[2:]))"""
SECONDS = 60
TITLE = re.compile(r"^(?:term|question|exercise): (.+?)  \[", re.MULTILINE)
ON_SCREEN = 8
"""Hits that 80 x 24 has room for, two lines each."""


class Candidate:
    """A home, a small bank of questions, and the program."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.content = make_content(folder / "content")
        (self.content / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
        self.command = [sys.executable, "-c", APP, str(self.content)]
        self.env = {"GRADLINGS_HOME": str(self.home), "HOME": str(folder), "PYTHONPATH": str(CHECKOUT)}
        self.env |= {"LANG": "en_US.UTF-8", **{name: os.environ[name] for name in ("TZ",) if name in os.environ}}
        self.folder = folder

    def start(self) -> Terminal:
        return Terminal(self.command, self.env, cwd=self.folder)

    def run(self, *arguments: str) -> str:
        command = [*self.command, *arguments]
        return subprocess.run(command, env=self.env, cwd=self.folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def candidate(tmp_path: Path) -> Candidate:
    return Candidate(tmp_path)


def first_line(terminal: Terminal) -> str:
    return terminal.text.splitlines()[0].strip()


def test_a_day_is_planned_practised_taken_back_counted_and_gone_on_with(candidate: Candidate) -> None:
    with candidate.start() as terminal:
        terminal.wait_for("p: set your interview date", seconds=SECONDS)
        terminal.press("p")
        terminal.wait_for("No interview date is set")
        terminal.press("d")
        terminal.wait_for("Date of the interview")
        terminal.press(f"{date.today() + timedelta(days=14)}", "enter")  # noqa: DTZ011 - the learner's own day
        terminal.wait_for("in 14 days", "Enter Start")
        terminal.press("enter")
        for number in (1, 2, 3):
            answer_question(terminal)
            if number < 3:
                terminal.press("enter")
        asked = first_line(terminal)
        terminal.press("u")
        terminal.wait_for("Taken back", asked)
        terminal.press("escape")
        terminal.wait_for("in 14 days")
        terminal.press("escape")
        terminal.wait_for("2 answers today", "14 days to the interview")
        terminal.press("t")
        terminal.wait_for("Answers a day")
        terminal.press("escape")
        terminal.wait_for("2 answers today")
        terminal.press("enter")
        terminal.wait_for("Esc Back", "|  level")
        asked = first_line(terminal)
        terminal.press("ctrl+q")
        terminal.process.expect(pexpect.EOF, timeout=SECONDS)
    counted = json.loads(candidate.run("stats", "--json"))
    assert counted["marked"]["n"] + counted["self"]["n"] == 2
    assert answers(candidate.home) == 3, "what was taken back stays in the log"
    with candidate.start() as terminal:
        terminal.wait_for(asked, "Esc Back", seconds=SECONDS)


def test_an_interview_survives_a_kill_and_is_exported(candidate: Candidate) -> None:
    with candidate.start() as terminal:
        terminal.wait_for("Interview", seconds=SECONDS)
        terminal.press("i")
        terminal.wait_for("Begin: 45 minutes")
        terminal.press("down")
        terminal.wait_for("› ( ) 20 minutes")
        terminal.press("enter")
        terminal.wait_for("Begin: 20 minutes")
        terminal.press("down", "down", "down", "enter")
        terminal.wait_for("[ ] with a coding exercise")
        terminal.press("s")
        at = 1
        terminal.wait_for(f"{at}/", "left")
        while kind_asked(terminal) == "open question":
            terminal.press("f8")
            at += 1
            terminal.wait_for(f"{at}/")
        terminal.press("1", "f8")
        terminal.wait_for(f"{at + 1}/")
        terminal.process.kill(signal.SIGKILL)
    with candidate.start() as terminal:
        terminal.wait_for(f"{at + 1}/", "left", seconds=SECONDS)
        terminal.press("escape")
        terminal.wait_for("End the interview?")
        terminal.press("3")
        terminal.wait_for("Machine-marked", "1 answered")
        terminal.press("ctrl+q")
        terminal.process.expect(pexpect.EOF, timeout=SECONDS)
    exported = candidate.run("mock", "export", "1")
    assert "1 answered" in exported
    assert exported.startswith("# ")


def test_a_file_saved_elsewhere_is_checked_and_its_error_looked_at(candidate: Candidate) -> None:
    solution = (CHECKOUT / "exercises/layers/dense/solution.py").read_text(encoding="utf-8")
    wrong = solution.replace("dy.sum(axis=0)", "dy.mean(axis=0)")
    assert wrong != solution
    with candidate.start() as terminal:
        terminal.wait_for("Interview", seconds=SECONDS)
        titles = TITLE.findall(candidate.run("search", "backprop"))[:ON_SCREEN]
        assert len(titles) == ON_SCREEN
        for query in ("backprop", "反向传播"):
            see(terminal, query, titles)
        open_exercise(terminal, "dense layer")
        terminal.press("w")
        terminal.wait_for("watching the file")
        (candidate.home / "layers" / "dense.py").write_text(wrong, encoding="utf-8")
        terminal.wait_for("not passed", "Enter Details", seconds=SECONDS)
        terminal.press("enter")
        terminal.wait_for("the largest error is", "columns: M", "For the whiteboard")
        terminal.press("escape")
        terminal.wait_for("[Report]", "not passed")


def see(terminal: Terminal, query: str, titles: list[str]) -> None:
    """All of them are found; the search is closed again."""
    terminal.press("/")
    terminal.wait_for("Both languages at once")
    terminal.press(query)
    terminal.wait_for(query, *titles)
    terminal.press("escape")
    terminal.wait_for("Interview")
