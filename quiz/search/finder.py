"""Finder: what is asked, found among questions, terms and exercises; the best first, each with the piece that matches.

Owns the order: the term that was named, then by score (`ranking`). Refuses to fail: where there is no cache it finds
nothing and is not `usable`. Keeps its connection until it is closed: a keystroke opens none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from exercises.content import Language, Text
from quiz.cache import Cache
from quiz.card_id import OPEN
from quiz.search import table
from quiz.search.passages import Snippet, snippet
from quiz.search.ranking import FACTORS, ranked, weighed
from quiz.search.shelved import shelve_exercises
from quiz.search.table import Kind
from quiz.search.tokens import tokens
from quiz.search.wanted import Wanted, names, read

if TYPE_CHECKING:
    from quiz.glossary import Term
    from quiz.shelf import Shelf

ASKED: tuple[Kind, ...] = ("question", "exercise", "term")
"""The order of what has the same score,"""
NAMED: tuple[Kind, ...] = ("exercise", "question", "term")
"""but where one word is asked for and it stands in titles: such exercises are few, and rarely meant otherwise."""
MOST = 16
"""Hits that are shown: who sees so many types one letter more."""
LOOKED = 20
"""So many times that are looked at, since the cache also holds what is not asked here."""


class Hit(NamedTuple):
    """Something found."""

    kind: Kind
    id: str
    """Of a question `pack:topic/slug`, of an exercise or a term its own."""
    title: Text
    snippet: Snippet


class Found(NamedTuple):
    """What one query found; `more` where that was not all."""

    hits: tuple[Hit, ...] = ()
    more: bool = False
    missing: tuple[str, ...] = ()
    """Words that stand nowhere: what was found is without them."""


NOTHING = Found()
_Row = tuple[float, Kind, str, int]
"""Score, kind, id, number of its file."""


class Shelves(NamedTuple):
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
        self._kinds: dict[str, Kind] = {root: kind for kind, roots in shelves.roots.items() for root in roots}
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
        if self._db is None:
            return NOTHING
        try:
            wanted = weighed(self._db, read(query, self._names))
            rows = sorted(self._rows(self._db, wanted, most + 1), key=self._order(query, wanted))
            found = [(kind, name, json.loads(table.body(self._db, number))) for _, kind, name, number in rows[:most]]
        except sqlite3.Error:
            return NOTHING
        hits = (_hit(kind, name, document, (wanted, language, width)) for kind, name, document in found)
        return Found(tuple(hits), len(rows) > most, wanted.missing)

    def close(self) -> None:
        """Closing twice is harmless."""
        self._db = None
        self._open.close()

    def _rows(self, db: sqlite3.Connection, wanted: Wanted, most: int) -> Iterator[_Row]:
        best = ranked(db, wanted, most)[: LOOKED * most]
        names = table.names(db, (number for _, number in best))
        for score, number in best:
            root, file = names[number]
            kind = self._kinds.get(root)
            name = file if kind != "question" else f"{self._shelves.packs[root]}:{file.removesuffix('.toml')}"
            # the cache also holds questions whose topic is none
            if kind and (kind != "question" or f"{name}#{OPEN}" in self._shelves.cards):
                yield score, kind, name, number

    def _order(self, query: str, wanted: Wanted) -> Callable[[_Row], tuple[bool, float, int]]:
        """The best first."""
        named, titled = self._named.get("".join(tokens(query))), FACTORS["prompt"] * sum(wanted.weights)

        def key(row: _Row) -> tuple[bool, float, int]:
            score, kind, name, _ = row
            order = NAMED if score > titled and len(wanted.groups) == 1 else ASKED
            return (kind, name) != ("term", named), -score, order.index(kind)

        return key


def shelve(shelf: Shelf) -> tuple[Path, Shelves]:
    """Bring the cache up to date: where it is and what is in it. The first time all exercises and terms are read."""
    cache = shelf.paths.cache / "bank.sqlite3"
    bank = shelf.bank
    glossary, terms = shelf.shelved_terms
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
