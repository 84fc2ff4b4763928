"""Plays `quiz --plain` again and again and kills it: `python -m tests.killed HOME CONTENT TIMES SEED`.

A process of its own that forks, so that a hundred sittings cost a hundred forks and not a hundred interpreters. Prints
a line for each: how many answers it showed as marked, and how many the log had before and after.
"""

from __future__ import annotations

import io
import json
import os
import random
import signal
import sqlite3
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import quiz.desk
import quiz.session
import quiz.shelf
from quiz.cli import main
from quiz.session import open_session
from quiz.stock import open_stock

SAMPLE = Path(__file__).parent / "quiz" / "every-kind.toml"
TOPICS = 'schema = 1\n[topics]\nmlp = { en = "MLP", zh = "多层感知机" }\n'
QUESTIONS = 40
MOST = 3
"""Marks that are shown, at most, before the sitting is killed within this many seconds; some die before the first."""
SECONDS = 0.03
PATIENCE = 20.0
MARKS = ("✓ ", "✗ ", "~ ", "· ")


def make_content(folder: Path) -> Path:
    """Questions with choices, which `1` answers, like the open question after it."""
    questions = folder / "questions" / "mlp"
    questions.mkdir(parents=True)
    text = "[[drills]]".join(SAMPLE.read_text(encoding="utf-8").split("[[drills]]")[:3])
    for number in range(QUESTIONS):
        (questions / f"question-{number}.toml").write_text(text, encoding="utf-8")
    (folder / "topics.toml").write_text(TOPICS, encoding="utf-8")
    return folder


def answers(home: Path) -> int:
    """How many the log has."""
    path = home / ".data" / "log.sqlite3"
    if not path.exists():
        return 0
    db = sqlite3.connect(path, timeout=5)
    try:
        return int(db.execute("SELECT count(*) FROM event WHERE kind = 'answered'").fetchone()[0])
    except sqlite3.OperationalError:  # killed before there was a table
        return 0
    finally:
        db.close()


def play(shown: Path, day: int, lines: int = 10_000) -> None:
    """One sitting, some days on so that there is something to ask, with 1 for an answer to everything."""

    def clock() -> datetime:
        return (datetime.now(UTC) + timedelta(hours=36 * day)).astimezone()

    quiz.session.open_session = partial(open_session, clock=clock)  # type: ignore[assignment]
    sys.stdin = io.StringIO("1\n" * lines)
    with shown.open("w", encoding="utf-8", buffering=1) as sys.stdout:
        main(["quiz", "--plain"])
    sys.stdout = sys.__stdout__


def marks(shown: Path) -> int:
    """How many answers this sitting has shown as marked."""
    if not shown.exists():
        return 0
    return sum(line.startswith(MARKS) for line in shown.read_text(encoding="utf-8").splitlines())


def kill_one(home: Path, number: int, rng: random.Random) -> dict[str, int]:
    """What one sitting showed and left."""
    before, shown = answers(home), home / f"shown-{os.getpid()}"
    shown.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        play(shown, number)
        os._exit(0)
    wanted, end = rng.randrange(MOST + 1), time.monotonic() + PATIENCE
    while marks(shown) < wanted and time.monotonic() < end:
        time.sleep(0.002)
    time.sleep(rng.uniform(0, SECONDS))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return {"shown": marks(shown), "before": before, "after": answers(home)}


def kill_all(home: Path, content: Path, times: int, seed: int) -> None:
    """A line for each sitting. Before the first one all is imported, and all that does not change is read."""
    rng, stock = random.Random(seed), open_stock([])
    stock.catalog.all()
    quiz.desk.open_stock = lambda _: stock  # type: ignore[attr-defined]
    quiz.shelf.content_folder = lambda: content  # type: ignore[attr-defined]
    os.environ["GRADLINGS_HOME"] = str(home)
    home.mkdir(parents=True, exist_ok=True)
    play(home / f"shown-{os.getpid()}", day=0, lines=0)
    for number in range(times):
        told = kill_one(home, number, rng)
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    kill_all(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
