"""Finder: what is asked, found among questions, terms and exercises; the best first, each with the piece that matches.

Owns the order: the term that was named, then what says it in the title, in the prompt, anywhere. Refuses to fail: where
there is no cache it finds nothing and is not `usable`. Keeps its connection until it is closed: a keystroke opens none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exercises.content import Language, Text
from quiz.cache import Cache
from quiz.card_id import OPEN
from quiz.glossary import FILE as GLOSSARY
from quiz.search import table
from quiz.search.passages import Snippet, snippet
from quiz.search.shelved import shelve_exercises, shelve_terms
from quiz.search.table import Kind
from quiz.search.tokens import tokens
from quiz.search.wanted import Wanted, names, read

if TYPE_CHECKING:
    from quiz.glossary import Term
    from quiz.shelf import Shelf

NAMED = -1
"""The rank of a term that the whole query is a name of."""
ORDER: tuple[tuple[int, Kind], ...] = (
    (NAMED, "term"), (0, "exercise"), (0, "question"), (0, "term"), (1, "question"), (2, "question"), (2, "exercise"),
    (2, "term"),
)  # fmt: skip
"""Exercises with it in the title are few and are rarely meant otherwise; deep in a task it is one word among many."""
MOST = 16
"""Hits that are shown: who sees so many types one letter more."""


@dataclass(frozen=True)
class Hit:
    """Something found."""

    kind: Kind
    id: str
    """Of a question `pack:topic/slug`, of an exercise or a term its own."""
    title: Text
    snippet: Snippet


@dataclass(frozen=True)
class Found:
    """What one query found; `more` where that was not all."""

    hits: tuple[Hit, ...] = ()
    more: bool = False


NOTHING = Found()


@dataclass(frozen=True)
class Shelves:
    """Where to look: what the cache calls the folders of each kind, and what of it there is."""

    packs: Mapping[str, str]
    """Of questions, with their packs."""
    roots: Mapping[Kind, tuple[str, ...]]
    cards: Mapping[str, object]
    terms: tuple[Term, ...]


class Finder:
    """A search that is open."""

    def __init__(self, cache: Path, shelves: Shelves) -> None:
        self._shelves = shelves
        self._names = names(shelves.terms)
        self._named = {"".join(tokens(name)): term.id for term in shelves.terms for name in term.spellings}
        self._open = ExitStack()
        self._db: sqlite3.Connection | None = None
        try:
            self._db = self._open.enter_context(Cache(cache, "").reading())
        except sqlite3.Error:
            self._db = None

    @property
    def usable(self) -> bool:
        """False where the cache cannot be had: on a disk that takes no files."""
        return self._db is not None

    def find(self, query: str, language: Language, width: int = 72, most: int = MOST) -> Found:
        """The best of what has every part of the query in it; snippets in this language where they can be."""
        wanted = read(query, self._names)
        if self._db is None or not wanted.groups:
            return NOTHING
        try:
            rows = list(self._rows(self._db, wanted, most + 1))
            named = self._named.get("".join(tokens(query)))
            rows.sort(key=lambda row: ORDER.index((NAMED if row[1:3] == ("term", named) else row[0], row[1])))
            found = [(kind, name, json.loads(table.body(self._db, number))) for _, kind, name, number in rows[:most]]
        except sqlite3.Error:
            return NOTHING
        hits = (_hit(kind, name, document, (wanted, language, width)) for kind, name, document in found)
        return Found(tuple(hits), len(rows) > most)

    def close(self) -> None:
        """Closing twice is harmless."""
        self._db = None
        self._open.close()

    def _rows(self, db: sqlite3.Connection, wanted: Wanted, most: int) -> Iterator[tuple[int, Kind, str, int]]:
        """(rank, kind, id, number of its file) of so many of each kind."""
        for kind, roots in self._shelves.roots.items():
            for rank, root, file, number in table.find(db, wanted, kind, roots, most):
                name = file if kind != "question" else f"{self._shelves.packs[root]}:{file.removesuffix('.toml')}"
                # the cache also holds questions whose topic is none
                if kind != "question" or f"{name}#{OPEN}" in self._shelves.cards:
                    yield rank, kind, name, number


def shelve(shelf: Shelf) -> tuple[Path, Shelves]:
    """Bring the cache up to date: where it is and what is in it. The first time all exercises and terms are read."""
    cache = shelf.paths.cache / "bank.sqlite3"
    bank = shelf.bank
    glossary, terms = shelve_terms(shelf.content / GLOSSARY, lambda: shelf.glossary, cache)
    roots: dict[Kind, tuple[str, ...]] = {
        "question": tuple(bank.roots),
        "exercise": shelve_exercises(shelf.stock, cache),
        "term": (glossary,),
    }
    return cache, Shelves(bank.roots, roots, bank.cards, terms)


def _hit(kind: Kind, name: str, document: dict[str, dict[str, str]], how: tuple[Wanted, Language, int]) -> Hit:
    wanted, language, width = how
    title = document["title"]
    found = snippet(document, wanted, language, width)
    return Hit(kind, name, Text(title.get("en", ""), title.get("zh", "")), found)
