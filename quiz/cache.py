"""The compiled bank on disk: what was learnt from each question file, so that start-up need not read it again.

Owns one SQLite file that anyone may delete at any time. Refuses to be a reason for failure: what is damaged or of
another schema is made anew, what cannot be read or written is done without, and the bank compiles instead.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from exercises.content import Text
from quiz.search import table
from quiz.search.table import Searchable

SCHEMA = 5
PATIENCE = 0.5
"""Seconds to wait for another gradlings that writes; compiling costs less than waiting longer."""
_TABLES = """
CREATE TABLE file (root TEXT, file TEXT, stamp TEXT, faults TEXT, body TEXT, PRIMARY KEY (root, file));
CREATE TABLE card (root TEXT, file TEXT, card TEXT, topic TEXT, level INTEGER, kind TEXT, title_en TEXT,
  title_zh TEXT);
CREATE INDEX card_of_file ON card (root, file);
"""


class Row(NamedTuple):
    """One card, as it stands in the cache: without its pack. A tuple: a large bank makes 30 000 at every start."""

    card: str
    """`topic/slug#drill`."""
    topic: str
    level: int
    kind: str
    title: Text


class Entry(NamedTuple):
    """What one question file compiles to: cards and a body, or faults."""

    file: str
    """Relative to content/questions: `topic/slug.toml`."""
    stamp: str
    """Changes whenever the file does, or the code that compiled it."""
    rows: tuple[Row, ...] = ()
    faults: tuple[tuple[str, str, str], ...] = ()
    """(key, problem, remedy)."""
    body: str = ""
    """The question as JSON; an entry that was read back leaves it on disk, like `searched`."""
    searched: Searchable | None = None


class Cache:
    """The entries of one folder of questions (`root`); several share a file. `path` None remembers nothing."""

    def __init__(self, path: Path | None, root: str) -> None:
        self._path = path and path.absolute()
        self.root = root

    def load(self) -> dict[str, Entry]:
        """Every entry by its file, without bodies; empty where there is no usable cache."""
        try:
            with self.reading() as db:
                rows = self._rows(db)
                files = db.execute("SELECT file, stamp, faults FROM file WHERE root = ?", (self.root,))
                return {
                    file: Entry(file, stamp, tuple(rows.get(file, ())), _read_faults(faults))
                    for file, stamp, faults in files
                }
        except (sqlite3.Error, ValueError):
            return {}

    def _rows(self, db: sqlite3.Connection) -> dict[str, list[Row]]:
        """By file. The cards of one have one title."""
        rows: dict[str, list[Row]] = {}
        here, title = "", Text()
        query = "SELECT file, card, topic, level, kind, title_en, title_zh FROM card WHERE root = ? ORDER BY rowid"
        for file, card, topic, level, kind, en, zh in db.execute(query, (self.root,)):
            if file != here:
                here, title = file, Text(en, zh)
                rows[file] = []
            rows[file].append(Row(card, topic, level, kind, title))
        return rows

    def body(self, file: str, stamp: str) -> str:
        """The JSON of one entry; empty where it cannot be had, or is no longer that of `stamp`."""
        query = "SELECT body FROM file WHERE root = ? AND file = ? AND stamp = ?"
        try:
            with self.reading() as db:
                found = db.execute(query, (self.root, file, stamp)).fetchone()
        except sqlite3.Error:
            return ""
        return str(found[0]) if found else ""

    def bodies(self) -> dict[str, tuple[str, str]]:
        """(stamp, JSON) of every entry by its file; empty where there is no usable cache."""
        query = "SELECT file, stamp, body FROM file WHERE root = ? ORDER BY rowid"
        try:
            with self.reading() as db:
                return {file: (stamp, body) for file, stamp, body in db.execute(query, (self.root,))}
        except sqlite3.Error:
            return {}

    def holding(self, text: str) -> list[str]:
        """The files whose JSON holds this text; none where there is no usable cache."""
        query = "SELECT file FROM file WHERE root = ? AND instr(body, ?) ORDER BY file"
        try:
            with self.reading() as db:
                return [str(file) for (file,) in db.execute(query, (self.root, text))]
        except sqlite3.Error:
            return []

    def store(self, entries: Iterable[Entry], gone: Iterable[str] = ()) -> None:
        """Keep these entries in place of older ones, and forget the files that are gone."""
        entries, gone = list(entries), list(gone)
        if (path := self._path) is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, entries, gone)
        except sqlite3.Error as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                return
            with suppress(OSError, sqlite3.Error):
                path.unlink()
                self._write(path, entries, gone)
        except OSError:
            return

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that changes nothing. Raises sqlite3.Error where there is none of this schema."""
        if self._path is None:
            raise sqlite3.OperationalError("this cache remembers nothing")
        db = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", timeout=PATIENCE, uri=True)
        try:
            if db.execute("PRAGMA user_version").fetchone() != (SCHEMA,):
                raise sqlite3.DatabaseError("another schema")
            yield db
        finally:
            db.close()

    def _write(self, path: Path, entries: list[Entry], gone: list[str]) -> None:
        db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            db.execute("BEGIN IMMEDIATE")
            if db.execute("PRAGMA user_version").fetchone() != (SCHEMA,):
                _make_tables(db)
            old = [(self.root, file) for file in (*gone, *(entry.file for entry in entries))]
            table.delete(db, old)
            db.executemany("DELETE FROM file WHERE root = ? AND file = ?", old)
            db.executemany("DELETE FROM card WHERE root = ? AND file = ?", old)
            for entry in entries:
                self._insert(db, entry)
            db.execute("COMMIT")
        finally:
            db.close()  # an open transaction is rolled back

    def _insert(self, db: sqlite3.Connection, entry: Entry) -> None:
        faults = json.dumps(entry.faults, ensure_ascii=False)
        row = (self.root, entry.file, entry.stamp, faults, entry.body)
        number = db.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?)", row).lastrowid
        if entry.searched is not None and number is not None:
            table.insert(db, number, entry.searched)
        rows = [(self.root, entry.file, r.card, r.topic, r.level, r.kind, r.title.en, r.title.zh) for r in entry.rows]
        db.executemany("INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _read_faults(stored: str) -> tuple[tuple[str, str, str], ...]:
    """Most files have none, and that is seen without parsing."""
    return () if stored == "[]" else tuple((key, problem, remedy) for key, problem, remedy in json.loads(stored))


def _make_tables(db: sqlite3.Connection) -> None:
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        db.execute(f'DROP TABLE IF EXISTS "{name}"')  # with an index its own tables go
    for statement in filter(None, map(str.strip, _TABLES.split(";"))):
        db.execute(statement)
    table.create(db)
    db.execute(f"PRAGMA user_version = {SCHEMA}")
