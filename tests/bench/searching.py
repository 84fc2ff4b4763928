"""How long a keystroke of a search takes: over our questions, and over ten thousand as long as ours.

The ten thousand are ours under other names, written straight into a cache: compiling so many files is another figure.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from quiz.cache import Cache, Entry
from quiz.paths import find_paths
from quiz.search.finder import Finder, Shelves, shelve
from quiz.search.passages import searchable
from quiz.session import open_session
from tests.bench.measure import interleaved, process, table

MANY = 10_000
BATCH = 500
TYPED = (
    "backpropagation",
    "反向传播",
    "gradient clipping",
    "梯度 消失 爆炸",
    "batch norm 推理",
    "lstm的遗忘门",
    "the a of",
    "why residual connections work",
    "为什么残差连接有效",
    "zzz",
)
ROUNDS = 5


def searching(home: str) -> None:
    """Ours, then many."""
    session = open_session(find_paths({"GRADLINGS_HOME": home}))
    cache, shelves = shelve(session)
    _keystrokes("ours", Finder(cache, shelves))
    with tempfile.TemporaryDirectory() as folder:
        _keystrokes(f"{MANY:,} questions", _many(Path(folder), cache, shelves))
    session.close()


def _keystrokes(name: str, finder: Finder) -> None:
    """Of every text that is typed the slowest beginning is what counts."""
    beginnings = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    rows = interleaved({query: lambda query=query: finder.find(query, "zh") for query in beginnings}, ROUNDS)
    numpy = interleaved({"numpy": process([sys.executable, "-c", "import numpy"], os.environ)}, ROUNDS)["numpy"]
    slowest = {
        f"{text}: slowest key": max((rows[text[:end]] for end in range(1, len(text) + 1)), key=min) for text in TYPED
    }
    every = {"every key": [seconds for found in rows.values() for seconds in found]}
    base = "python -c 'import numpy'"
    table(f"search over {name} (ms)", {base: numpy, **every, **slowest}, base)
    finder.close()


def _many(folder: Path, ours: Path, shelves: Shelves) -> Finder:
    """A search over copies."""
    root, path = "copies", folder / "bank.sqlite3"
    bodies = [
        (file.removesuffix(".toml"), json.loads(body))
        for known in shelves.packs
        for file, (_, body) in Cache(ours, known).bodies().items()
    ]
    copies = (_copy(name, document, n) for n, (name, document) in enumerate(islice(cycle(bodies), MANY)))
    while batch := list(islice(copies, BATCH)):
        Cache(path, root).store(batch)
    known = {f"core:{name}-{n}#open": None for n, (name, _) in enumerate(islice(cycle(bodies), MANY))}
    roots = {**shelves.roots, "question": (root,)}
    return Finder(path, shelves._replace(packs={root: "core"}, roots=roots, cards=known))


def _copy(name: str, document: dict[str, object], n: int) -> Entry:
    what = searchable(f"{name} copy{n}", document)
    return Entry(f"{name}-{n}.toml", "copy", body=json.dumps(document, ensure_ascii=False), searched=what)
