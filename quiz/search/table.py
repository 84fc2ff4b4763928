"""The table of the cache that is searched: tokens of title, prompt and all the rest, by the number of their file.

Owns its SQL. It is an index (FTS5) where SQLite has that, as every build of Python for Windows and macOS and all large
distributions do, and else a plain table that is read through: slower, and the same is found. Tokens are cut before, so
SQLite is told to split at spaces only: of Chinese its own tokenizers make one word a sentence. Refuses to say what
matters more (`ranking`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from quiz.search.wanted import Group, Phrase

Kind = Literal["term", "exercise", "question"]
COLUMNS = ("title", "prompt", "body")
INDEX = "CREATE VIRTUAL TABLE search USING fts5(title, prompt, body, tokenize = 'ascii', prefix = '1 2 3')"
PLAIN = "CREATE TABLE search (rowid INTEGER PRIMARY KEY, title TEXT, prompt TEXT, body TEXT)"


class Searchable(NamedTuple):
    """The tokens of one file, with spaces between."""

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
    row = (number, what.title, what.prompt, what.body)
    db.execute("INSERT INTO search (rowid, title, prompt, body) VALUES (?, ?, ?, ?)", row)


def delete(db: sqlite3.Connection, files: Iterable[tuple[str, str]]) -> None:
    """Those of these files (root, file), before they go themselves."""
    query = "DELETE FROM search WHERE rowid = (SELECT rowid FROM file WHERE root = ? AND file = ?)"
    db.executemany(query, files)


def is_index(db: sqlite3.Connection) -> bool:
    """Whether the table of this file is one."""
    return "fts5" in str(db.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchone()[0])


def size(db: sqlite3.Connection) -> int:
    """How many files there are, near enough: counting the rows of an index reads all of it."""
    return int(db.execute("SELECT count(*) FROM file").fetchone()[0])


def count(db: sqlite3.Connection, group: Group) -> int:
    """How many files have any of these phrases."""
    where, values = _condition(db, group, COLUMNS)
    return int(db.execute(f"SELECT count(*) FROM search WHERE {where}", values).fetchone()[0])  # noqa: S608 - marks only


def numbers(db: sqlite3.Connection, group: Group, column: str) -> set[int]:
    """The numbers of the files that have any of these phrases in this column."""
    where, values = _condition(db, group, (column,))
    query = f"SELECT rowid FROM search WHERE {where}"  # noqa: S608 - marks only, every value is bound
    return {number for (number,) in db.execute(query, values).fetchall()}


def names(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Root and file by number."""
    query = "SELECT rowid, root, file FROM file WHERE rowid IN (SELECT value FROM json_each(?))"
    return {number: (root, file) for number, root, file in db.execute(query, (json.dumps(list(numbers)),))}


def body(db: sqlite3.Connection, number: int) -> str:
    """The JSON of a file by its number."""
    return str(db.execute("SELECT body FROM file WHERE rowid = ?", (number,)).fetchone()[0])


def _condition(db: sqlite3.Connection, group: Group, columns: Sequence[str]) -> tuple[str, list[str]]:
    return (_match if is_index(db) else _like)(group, columns)


def _match(group: Group, columns: Sequence[str]) -> tuple[str, list[str]]:
    def quoted(phrase: Phrase) -> str:
        return f'"{" ".join(phrase.tokens)}"' + ("*" if phrase.begun else "")

    return "search MATCH ?", [f"{{{' '.join(columns)}}} : ({' OR '.join(map(quoted, group))})"]


def _like(group: Group, columns: Sequence[str]) -> tuple[str, list[str]]:
    """Tokens are letters and digits: there is nothing in them that LIKE would take for a pattern."""
    conditions = [f"' ' || search.{column} || ' ' LIKE ?" for column in columns for _ in group]
    values = [f"% {' '.join(phrase.tokens)}{'' if phrase.begun else ' '}%" for _ in columns for phrase in group]
    return f"({' OR '.join(conditions)})", values
