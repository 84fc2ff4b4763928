"""The table of the cache that is searched: tokens of title, prompt and all the rest, by the number of their file.

Owns its SQL. It is an index (FTS5) where SQLite has that, as every build of Python for Windows and macOS and all large
distributions do, and else a plain table that is read through: slower, and the same is found. Tokens are cut before, so
SQLite is told to split at spaces only: of Chinese its own tokenizers make one word a sentence.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from quiz.search.wanted import Phrase, Wanted

Kind = Literal["term", "exercise", "question"]
COLUMNS = ("title", "prompt", "body")
INDEX = "CREATE VIRTUAL TABLE search USING fts5(kind, title, prompt, body, tokenize = 'ascii', prefix = '1 2 3')"
PLAIN = "CREATE TABLE search (rowid INTEGER PRIMARY KEY, kind TEXT, title TEXT, prompt TEXT, body TEXT)"


@dataclass(frozen=True)
class Searchable:
    """The tokens of one file, with spaces between."""

    kind: Kind
    title: str
    prompt: str
    body: str


def create(db: sqlite3.Connection) -> None:
    """The table, as fast as this SQLite can have it."""
    try:
        db.execute(INDEX)
    except sqlite3.OperationalError:
        db.execute(PLAIN)


def insert(db: sqlite3.Connection, number: int, what: Searchable) -> None:
    """Under the number of its row in `file`."""
    row = (number, what.kind, what.title, what.prompt, what.body)
    db.execute("INSERT INTO search (rowid, kind, title, prompt, body) VALUES (?, ?, ?, ?, ?)", row)


def delete(db: sqlite3.Connection, files: Iterable[tuple[str, str]]) -> None:
    """Those of these files (root, file), before they go themselves."""
    query = "DELETE FROM search WHERE rowid = (SELECT rowid FROM file WHERE root = ? AND file = ?)"
    db.executemany(query, files)


def is_index(db: sqlite3.Connection) -> bool:
    """Whether the table of this file is one."""
    return "fts5" in str(db.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchone()[0])


def find(
    db: sqlite3.Connection, wanted: Wanted, kind: Kind, roots: Sequence[str], most: int
) -> Iterator[tuple[int, str, str, int]]:
    """(rank, root, file, its number) of so many files, the best rank first: 0 by the title, 1 with the prompt, 2.

    A rank is a query of its own that ends when there are enough: sorting all that a common word occurs in takes longer.
    """
    condition = _match if is_index(db) else _like
    seen = set[int]()
    for rank in range(len(COLUMNS)):
        where, values = condition(wanted, kind, COLUMNS[: rank + 1])
        # CROSS: the index first. SQLite would rather walk over all files and ask the index about each.
        query = (
            "SELECT file.root, file.file, file.rowid "  # noqa: S608 - conditions and marks, every value is bound
            "FROM search CROSS JOIN file ON file.rowid = search.rowid "
            f"WHERE {where} AND file.root IN ({', '.join('?' * len(roots))}) LIMIT ?"
        )
        for root, file, number in db.execute(query, (*values, *roots, most)):
            if number not in seen:
                seen.add(number)
                yield rank, root, file, number
        if len(seen) >= most:
            return


def body(db: sqlite3.Connection, number: int) -> str:
    """The JSON of a file by its number."""
    return str(db.execute("SELECT body FROM file WHERE rowid = ?", (number,)).fetchone()[0])


def _match(wanted: Wanted, kind: Kind, columns: tuple[str, ...]) -> tuple[str, list[str]]:
    def quoted(phrase: Phrase) -> str:
        return f'"{" ".join(phrase.tokens)}"' + ("*" if phrase.begun else "")

    groups = " AND ".join(f"({' OR '.join(map(quoted, group))})" for group in wanted.groups)
    return "search MATCH ?", [f"(kind : {kind}) AND ({{{' '.join(columns)}}} : ({groups}))"]


def _like(wanted: Wanted, kind: Kind, columns: tuple[str, ...]) -> tuple[str, list[str]]:
    """Tokens are letters and digits: there is nothing in them that LIKE would take for a pattern."""
    text = " || ' ' || ".join(f"search.{column}" for column in columns)
    groups, values = ["kind = ?"], [str(kind)]
    for group in wanted.groups:
        groups.append(" OR ".join(f"' ' || {text} || ' ' LIKE ?" for _ in group))
        values += [f"% {' '.join(phrase.tokens)}{'' if phrase.begun else ' '}%" for phrase in group]
    return " AND ".join(f"({group})" for group in groups), values
