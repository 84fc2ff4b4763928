"""The candidate's daily life in figures: a long log read, a start with a snapshot, an answer on disk, memory."""

from __future__ import annotations

import json
import os
import random
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quiz.history import History
from quiz.log import Event, Log, microseconds
from quiz.memory import Memory, _step, remember, replay
from quiz.paths import Paths, find_paths
from quiz.record import Record, Review
from tests.bench.measure import interleaved, process, resident, table
from tests.bench.searching import searching
from tests.terminal import Terminal

NOW = datetime.now(UTC)
A_DAY = 120
"""Answers of a learner who keeps to the schedule."""
ROUNDS = 5


def answered(count: int, seed: int = 7) -> Iterator[Event]:
    """So many answers, the last ones two hours ago, each after the visit of its card; whatever is due comes first."""
    rng, memories = random.Random(seed), dict[str, Memory]()
    days = -(-count // A_DAY)
    for number in range(count):
        day, minute = divmod(number, A_DAY)
        at = NOW - timedelta(hours=2, days=days - day, minutes=A_DAY - minute)
        waiting = next((card for card, memory in memories.items() if memory.due <= at), "")
        card = waiting or f"core:topic-{len(memories) % 12}/slug-{len(memories) // 4}#drill-{len(memories) % 4}"
        score = rng.choices((1.0, 0.5, 0.0), (85, 8, 7))[0]
        review = Review(card, at, 1 if score < 1 else 3, "0123456789ab")
        memories.pop(card, None)
        memories[card] = remember(memories.get(card), review)
        visited = {"screen": "quiz", "card": card, "seed": 5, "topic": "", "exercise": ""}
        body = {
            "card": card, "fingerprint": review.fingerprint, "seed": 5, "answer": {"chosen": ["right"]},
            "verdict": "right" if score == 1 else "wrong", "score": score, "rating": review.rating, "elapsed_ms": 9000,
            "language": "en",
        }  # fmt: skip
        for place, (kind, said) in enumerate((("visited", visited), ("answered", body))):
            key = str(uuid.UUID(int=rng.getrandbits(128)))
            yield Event(key, microseconds(at) + place, "bench", 2 * number + place + 1, kind, 1, said)


def learner(folder: Path, count: int) -> Paths:
    """The places of somebody with so many answers."""
    paths = find_paths({"GRADLINGS_HOME": str(folder)})
    log = Log.open(paths.log, "bench", lambda: NOW)
    log.merge(answered(count))
    log.close()
    return paths


def read_anew(paths: Paths) -> Record:
    """All of the log, and every memory."""
    for kept in (paths.snapshot, paths.memories):
        kept.unlink(missing_ok=True)
    _step.cache_clear()
    return read(paths)


def read(paths: Paths) -> Record:
    """The log with whatever is kept of it, and every memory."""
    from quiz.errata import Errata  # noqa: PLC0415  # with pydantic, which is not what is measured
    from quiz.recollection import Recollection  # noqa: PLC0415

    history = History(paths, lambda: NOW)
    record = history.record
    Recollection(paths.memories).follow(record, Errata(()), NOW)
    history.close()
    return record


def reading(folder: Path) -> None:
    """A replay of 10 000 answers, and a start of the app's session with 100 000."""
    short, long = learner(folder / "short", 10_000), learner(folder / "long", 100_000)
    events = Log.open(short.log, "bench", lambda: NOW)
    reviews = list(Record.of(events.events()).reviews)
    events.close()
    read(long)

    def from_nothing() -> None:
        _step.cache_clear()
        replay(reviews)

    table(
        "a long log (ms; ratio to `import numpy`)",
        interleaved(
            {
                "python -c 'import numpy'": process([sys.executable, "-c", "import numpy"], os.environ),
                "10 000 answers, from the file": lambda: read_anew(short),
                "of that, FSRS": from_nothing,
                "100 000 answers, with a snapshot": lambda: read(long),
            },
            ROUNDS,
        ),
        base="python -c 'import numpy'",
    )


def writing(folder: Path) -> None:
    """From an answer to the disk, where the log is long; the ratio is to the file system's own fsync."""
    history = History(learner(folder / "write", 10_000), lambda: datetime.now(UTC))
    body = {"card": "core:t/q#d", "rating": 3, "answer": {"chosen": ["a"]}}
    with (folder / "plain").open("wb") as file:

        def synced() -> None:
            file.write(json.dumps(body).encode())
            file.flush()
            os.fsync(file.fileno())

        rows = {"write and fsync": synced, "an answer": lambda: history.add("answered", body)}
        table("an answer on disk (ms)", interleaved(rows, 50), base="write and fsync")
    history.close()


def memory(folder: Path) -> None:
    """Resident size of the app where it opens, with 100 000 answers."""
    home = folder / "long"
    env = {"GRADLINGS_HOME": str(home), "HOME": str(home)}
    program = str(Path(sys.executable).with_name("gradlings"))
    for _ in range(2):  # the first start compiles the questions
        with Terminal([program], env) as terminal:
            seconds = terminal.wait_for("F1", seconds=120)
            size = resident(terminal.process.pid)
    print(f"\nthe app with 100 000 answers: {size:.0f} MB resident, first page after {seconds:.2f} s")


def looking_up(folder: Path) -> None:
    """Commands that look something up, as whole processes; the log is of some months."""
    home = str(learner(folder / "looking", 2_000).work)
    env = {**os.environ, "GRADLINGS_HOME": home}
    program = str(Path(sys.executable).with_name("gradlings"))
    commands = (["stats"], ["stats", "--json"], ["search", "backprop"], ["glossary", "backprop"], ["list"], ["plan"])
    numpy = "python -c 'import numpy'"
    rows = {numpy: process([sys.executable, "-c", "import numpy"], env)}
    rows |= {f"gradlings {' '.join(command)}": process([program, *command], env) for command in commands}
    for row in rows.values():  # the first ones compile
        row()
    table("looking up, 2 000 answers (ms)", interleaved(rows, 2 * ROUNDS), base=numpy)


def daily(home: str) -> None:
    """Everything above, and the search, in a folder of its own."""
    folder = Path(home) / "daily"
    reading(folder)
    writing(folder)
    memory(folder)
    looking_up(folder)
    searching(str(folder / "search"))
