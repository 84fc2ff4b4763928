"""Opens the log's SQLite file and decides what becomes of one that cannot be read.

Owns table, version and pragmas. Refuses to read or write events (`log` does). A file that is damaged or was
written by a newer version is renamed together with its journal, never overwritten.

    LogError
    └── LogUnusable     cannot be opened, read or written: read-only, full disk, a file in the place of a folder
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

SCHEMA = 1
BUSY_SECONDS = 5.0
COLUMNS = ["id", "at", "device", "seq", "kind", "v", "body"]
TABLE = """CREATE TABLE IF NOT EXISTS event(
    id TEXT PRIMARY KEY, at INTEGER NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL,
    kind TEXT NOT NULL, v INTEGER NOT NULL, body TEXT NOT NULL)"""
INDEX = "CREATE INDEX IF NOT EXISTS event_seq ON event(device, seq)"
SPOILED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class LogError(Exception):
    """Something is wrong with the log."""


class LogUnusable(LogError):
    """The log cannot be opened, read or written; the message says where and why."""

    def __init__(self, path: Path, reason: str, damaged: bool = False) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.damaged = damaged
        """Whether there is something in the file that cannot be."""


class _Spoiled(Exception):
    """There is a file, but no log that this version can read; `why` becomes part of its new name."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Whatever the file system and SQLite complain about becomes LogUnusable."""
    try:
        yield
    except OSError as error:
        raise LogUnusable(Path(error.filename or path), error.strerror or str(error)) from error
    except (sqlite3.Error, _Spoiled) as error:
        raise LogUnusable(path, str(error), getattr(error, "sqlite_errorname", "") in SPOILED) from error


def open_file(path: Path, now: datetime, checked: bool = False) -> tuple[sqlite3.Connection, Path | None]:
    """A connection and where an unreadable file was moved to. `checked` saves reading all of it. Raises LogUnusable."""
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            try:
                return _connect(path, checked), None
            except _Spoiled as spoiled:
                moved = _move(path, spoiled.why, now)
            return _connect(path, checked=False), moved


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time opens the log.

    SQLite does not wait for its turn to switch to WAL (of six processes that begin a log at once one failed in every
    eighth try), and of two that find it damaged only one may move it away.
    """
    with path.with_suffix(".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _connect(path: Path, checked: bool) -> sqlite3.Connection:
    # isolation_level None: we say BEGIN IMMEDIATE ourselves, so that the number in `seq` is ours alone.
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _prepare(db, checked)
    except sqlite3.DatabaseError as error:
        db.close()
        if error.sqlite_errorname in SPOILED:
            raise _Spoiled("damaged") from error
        raise
    except _Spoiled:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, checked: bool) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise _Spoiled("newer")
    db.execute("PRAGMA synchronous = FULL")
    if version < SCHEMA:
        _create(db)
    # Reads the whole file: 60 MB and a fifth of a second for 100 000 answers.
    if not checked and db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise _Spoiled("damaged")
    if [row[1] for row in db.execute("PRAGMA table_info(event)")] != COLUMNS:
        raise _Spoiled("damaged")


def _create(db: sqlite3.Connection) -> None:
    if db.execute("SELECT count(*) FROM sqlite_master WHERE tbl_name != 'event'").fetchone()[0]:
        raise _Spoiled("damaged")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")
    db.execute(TABLE)
    db.execute(INDEX)
    db.execute(f"PRAGMA user_version = {SCHEMA}")
    db.execute("COMMIT")


def _move(path: Path, why: str, now: datetime) -> Path:
    target = path.with_name(f"{path.stem}.{why}-{now:%Y%m%d-%H%M%S-%f}{path.suffix}")
    path.rename(target)
    for journal in ("-wal", "-shm"):
        beside = path.with_name(path.name + journal)
        if beside.exists():
            beside.rename(target.with_name(target.name + journal))
    return target
