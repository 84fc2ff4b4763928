"""How fast daily life is: whole commands, the first screen, the next question, a line of code judged; and memory.

A key's time is taken in a pty from the key to the first and to the last byte that the app draws for it: an emulator of
terminals written in Python would cost more than the app.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from contextlib import suppress
from pathlib import Path

import pexpect

from quiz.marking import Answer
from quiz.paths import find_paths
from quiz.session import open_session
from tests.bench.measure import interleaved, process, resident, table
from tests.terminal import KEYS, Terminal

ROUNDS = 5
STARTS = 3
QUESTIONS = 8
SILENCE = 0.15
"""Seconds without a byte after which a screen is drawn."""
PATIENCE = 1.0
"""Seconds for the first byte."""
NUMPY = "python -c 'import numpy'"
COMMANDS = (
    "--version", "--help", "list", "paths", "settings", "packs", "exercise", "glossary gradient", "search backprop",
    "stats", "stats --json", "plan", "plan --json", "today", "mock list", "progress export -", "progress csv -",
    "milestone", "hint layers/dense", "solution layers/dense --anyway", "start layers/dense",
)  # fmt: skip
FLOOR = {
    "python -c pass": "pass",
    "python with what all commands import": "import argparse, dataclasses, json, pathlib, re, sqlite3, typing",
}
"""No command can be faster: an interpreter, and one with as much of its library as any command line and log take."""


def commands(home: str) -> None:
    """Every headless command that judges nothing, from fork to exit, with warm caches."""
    env = {**os.environ, "GRADLINGS_HOME": home}
    program = str(Path(sys.executable).with_name("gradlings"))
    whole = {f"gradlings {name}": process([program, *name.split()], env) for name in COMMANDS}
    for run in whole.values():
        run()
    known = {name: process([sys.executable, "-c", code], env) for name, code in FLOOR.items()}
    numpy = {NUMPY: process([sys.executable, "-c", "import numpy"], env)}
    rows = {**known, **numpy, **whole}
    table("headless commands (ms; ratio to `import numpy`)", interleaved(rows, ROUNDS), base=NUMPY)


def drawn(terminal: Terminal, key: str) -> tuple[float, float]:
    """Seconds from the key to the first and to the last byte; none where the key does nothing."""
    terminal.process.delaybeforesend = None  # else pexpect sleeps for 50 ms first
    start = time.perf_counter()
    terminal.process.send(KEYS.get(key, key))
    first = last = 0.0
    while (now := time.perf_counter() - start) - last < SILENCE or (not first and now < PATIENCE):
        with suppress(pexpect.TIMEOUT):
            terminal.process.read_nonblocking(1 << 16, timeout=SILENCE)
            last = time.perf_counter() - start
            first = first or last
    return first, last


def app(home: str) -> None:
    """The app in a pty: its first page, questions one after another, its memory."""
    program = str(Path(sys.executable).with_name("gradlings"))
    env = {"HOME": home, "GRADLINGS_HOME": home, "LANG": "en_US.UTF-8"}
    rows: dict[str, list[float]] = {"start to home": []}
    for name in ("a digit", "Enter"):  # to the mark or a tick; to the next question or a mark
        rows |= {f"{name}: first byte": [], f"{name}: all of it": []}
    sizes = []
    with Terminal([program], env) as terminal:
        terminal.wait_for("F1 Help", seconds=300)  # the first start compiles the questions
    for _ in range(STARTS):
        with Terminal([program], env) as terminal:
            rows["start to home"].append(terminal.wait_for("F1 Help", seconds=60))
            drawn(terminal, "s")
            for _ in range(QUESTIONS):
                for name, key in (("a digit", "1"), ("a digit", "1"), ("Enter", "enter"), ("Enter", "enter")):
                    first, last = drawn(terminal, key)
                    if first:
                        rows[f"{name}: first byte"].append(first)
                        rows[f"{name}: all of it"].append(last)
            sizes.append((resident(terminal.process.pid), proportional(terminal.process.pid)))
    rows[NUMPY] = interleaved({NUMPY: process([sys.executable, "-c", "import numpy"], os.environ)}, ROUNDS)[NUMPY]
    table("the app in a pty (ms; ratio to `import numpy`)", rows, base=NUMPY)
    rss, pss = (statistics.median(values) for values in zip(*sizes, strict=True))
    print(f"\nresident after {QUESTIONS} questions: {rss:.0f} MB, its share of shared pages: {pss:.0f} MB")


def proportional(pid: int) -> float:
    """Proportional set size in MB: shared pages count once among those that share them."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1]) / 1024


def lines(home: str) -> None:
    """A `line` drill from Enter to its mark, the grader warm as in the app."""
    session = open_session(find_paths({"GRADLINGS_HOME": home}))
    cards = [card.id for card in session.bank.cards.values() if card.kind == "line"]
    session.grader()
    seconds = []
    for card in (cards * QUESTIONS)[:QUESTIONS]:
        posed = session.pose(card, 1)
        time.sleep(0.3)  # a person reads; the next child starts up meanwhile
        start = time.perf_counter()
        session.answer(posed, Answer(texts=(posed.drill.right[0],)), 1000)
        seconds.append(time.perf_counter() - start)
    numpy = interleaved({NUMPY: process([sys.executable, "-c", "import numpy"], os.environ)}, ROUNDS)[NUMPY]
    table("a line of code (ms; ratio to `import numpy`)", {NUMPY: numpy, "Enter to mark": seconds}, base=NUMPY)
    session.close()


def pace(home: str) -> None:
    """Everything above."""
    app(str(Path(home) / "app"))
    lines(str(Path(home) / "app"))
    commands(str(Path(home) / "app"))
