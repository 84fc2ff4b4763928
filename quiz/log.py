"""The append-only log: the only truth about the learner.

Owns appending and the order of replay. Refuses to know what an event means (`record` does) and how the file is
opened (`logfile`). Every append is a transaction of its own that is on disk (WAL, synchronous=FULL) when it
returns. Several processes and threads may use one log at once.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from quiz.logfile import LogError, LogUnusable, open_file, translated

__all__ = ["Clash", "Clock", "Event", "Log", "LogError", "LogUnusable", "device_id", "microseconds"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BODY = 1
"""The newest form of an event's body that is understood here. Raised only where keys change their meaning: new ones
are simply added. No table changes with it, so it is apart from the file's own version."""
Clock = Callable[[], datetime]
"""Now, with a time zone."""
INCOMING = "CREATE TEMP TABLE incoming(id TEXT, at INTEGER, device TEXT, seq INTEGER, kind TEXT, v INTEGER, body TEXT)"
CLASH = """SELECT new.id FROM incoming AS new
    JOIN (SELECT * FROM event UNION ALL SELECT * FROM incoming) AS old USING (id)
    WHERE (new.at, new.device, new.seq, new.kind, new.v, new.body)
    != (old.at, old.device, old.seq, old.kind, old.v, old.body) LIMIT 1"""
CHUNK = 1000
"""Rows read at once: a long log is never in memory as a whole."""
_decode = json.JSONDecoder().raw_decode
"""Two thirds of the time of `json.loads` for bodies as small as ours."""


class Event(NamedTuple):
    """One thing that happened. A tuple: a long log makes 200 000."""

    id: str
    at: int
    """Microseconds since 1970, UTC."""
    device: str
    seq: int
    """Counts the events of one device, so that equal times keep their order."""
    kind: str
    v: int
    """The form of the body; whoever knows only earlier ones skips the event."""
    body: dict[str, Any]
    row: int = 0
    """Its place in the file, in the order of writing."""

    @property
    def key(self) -> tuple[int, str, int]:
        """By this events are put in order."""
        return self.at, self.device, self.seq


class Clash(LogError):
    """Two events that differ have one id."""

    def __init__(self, event: str) -> None:
        super().__init__(event)
        self.event = event


class Span(NamedTuple):
    """Some rows of the file."""

    after: int = 0
    top: int = 2**63 - 1
    also: tuple[int, ...] = ()
    """Rows that are not after `after`."""


ALL = Span()


def microseconds(moment: datetime) -> int:
    """Since 1970 in UTC, exactly: `timestamp()` is a float."""
    return (moment - EPOCH) // timedelta(microseconds=1)


class Log:
    """An open log."""

    def __init__(self, db: sqlite3.Connection, path: Path, device: str, clock: Clock) -> None:
        self._db = db
        self._path = path
        self.device = device
        self._clock = clock
        self._lock = threading.Lock()
        self.set_aside: Path | None = None
        """Where an unreadable file was moved to when this log was opened."""

    @classmethod
    def open(cls, path: Path, device: str, clock: Clock, checked: bool = False) -> Log:
        """Open it, or begin one; read it whole for damage unless that was `checked` lately. Raises LogUnusable."""
        db, moved = open_file(path, clock(), checked)
        log = cls(db, path, device, clock)
        log.set_aside = moved
        return log

    def append(self, kind: str, body: dict[str, Any]) -> Event:
        """One event, on disk when this returns. Raises LogUnusable; then nothing was written."""
        with self._lock, translated(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                event = Event(_new_id(), microseconds(self._clock()), self.device, self._seq(), kind, BODY, body)
                event = event._replace(row=self._insert(event))
                self._db.execute("COMMIT")
            finally:
                # After a failure only; a full disk may have ended the transaction by itself.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
        return event

    def events(self, span: Span = ALL, kinds: str = "*") -> Iterator[Event]:
        """These events in the order of replay; an unreadable body is skipped. `kinds` is a pattern as in a shell."""
        query = """SELECT id, at, device, seq, kind, v, body, rowid FROM event WHERE rowid <= ? AND kind GLOB ?
            AND (rowid > ? OR rowid IN (SELECT value FROM json_each(?))) ORDER BY at, device, seq"""
        with self._lock, translated(self._path):
            cursor = self._db.execute(query, (span.top, kinds, span.after, json.dumps(span.also)))
        while True:
            with self._lock, translated(self._path):
                rows = cursor.fetchmany(CHUNK)
            if not rows:
                return
            for event_id, at, device, seq, kind, v, text, row in rows:
                body = _body(text)
                if body is not None:
                    yield Event(event_id, at, device, seq, kind, v, body, row)

    def of(self, prefix: str) -> Iterator[Event]:
        """The events whose kind begins so, the same way."""
        return self.events(kinds=f"{prefix}*")

    def merge(self, events: Iterable[Event]) -> tuple[int, int]:
        """Add those that are not there yet; how many were new, and how many were there. All of them or none.

        Raises LogUnusable, Clash, and what the events raise; then nothing was added.
        """
        with self._lock, translated(self._path):
            # Read beside the log first: while a slow or endless file is read, nobody waits to write an answer.
            self._db.execute(INCOMING)
            try:
                self._db.execute("BEGIN")
                self._db.executemany("INSERT INTO incoming VALUES (?, ?, ?, ?, ?, ?, ?)", map(_row, events))
                self._db.execute("COMMIT")
                return self._take_in()
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                self._db.execute("DROP TABLE incoming")

    def _take_in(self) -> tuple[int, int]:
        self._db.execute("BEGIN IMMEDIATE")
        clash = self._db.execute(CLASH).fetchone()
        if clash:
            raise Clash(str(clash[0]))
        (count,) = self._db.execute("SELECT count(DISTINCT id) FROM incoming").fetchone()
        added = self._db.execute("INSERT OR IGNORE INTO event SELECT * FROM incoming ORDER BY at, device, seq").rowcount
        self._db.execute("COMMIT")
        return added, count - added

    def span(self) -> Span:
        """All rows that there are now."""
        return Span(top=self.top())

    def count(self, span: Span) -> int:
        """How many events those are, as `events` gives them."""
        return sum(1 for _ in self.events(span))

    def top(self) -> int:
        """The last row."""
        with self._lock, translated(self._path):
            return int(self._db.execute("SELECT coalesce(max(rowid), 0) FROM event").fetchone()[0])

    def rows(self, ids: Iterable[str]) -> dict[str, int]:
        """The rows of these events, as far as they are there."""
        query = "SELECT id, rowid FROM event WHERE id IN (SELECT value FROM json_each(?))"
        with self._lock, translated(self._path):
            return dict(self._db.execute(query, (json.dumps(list(ids)),)).fetchall())

    def trace(self, top: int) -> str:
        """Tells whether the rows up to this one are those that they were: how many, and the last one's id."""
        # All less the later ones: SQLite counts a whole table by its pages.
        query = """SELECT (SELECT count(*) FROM event) - (SELECT count(*) FROM event WHERE rowid > ?) || ' ' || id
            FROM event WHERE rowid = ?"""
        with self._lock, translated(self._path):
            found = self._db.execute(query, (top, top)).fetchone()
        return str(found[0]) if found else ""

    def version(self) -> int:
        """A number that changes when somebody else has written."""
        with self._lock, translated(self._path):
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Closing twice is harmless."""
        with self._lock:
            self._db.close()

    def _seq(self) -> int:
        found = self._db.execute("SELECT max(seq) FROM event WHERE device = ?", (self.device,)).fetchone()
        return int(found[0] or 0) + 1

    def _insert(self, event: Event) -> int:
        return self._db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", _row(event)).lastrowid or 0


def _new_id() -> str:
    from uuid import uuid4  # noqa: PLC0415  # 3 ms that a command which logs nothing does not pay

    return str(uuid4())


def _row(event: Event) -> tuple[object, ...]:
    # ASCII: a half of a surrogate pair, as broken input on a terminal gives, is no UTF-8 for SQLite.
    return event.id, event.at, event.device, event.seq, event.kind, event.v, json.dumps(event.body)


def _body(text: Any) -> dict[str, Any] | None:
    try:
        body, end = _decode(text)
        if end < len(text):
            body = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def device_id(path: Path) -> str:
    """This machine's id, kept in this file and made on first use. Raises LogUnusable."""
    with translated(path):
        with suppress(FileNotFoundError):
            known = path.read_text(encoding="utf-8", errors="replace").strip()
            if known:
                return known
        path.parent.mkdir(parents=True, exist_ok=True)
        new = _new_id()
        # Written beside and renamed, so that nobody reads half an id. Of two processes that start at once the later
        # one's stays; the other uses its own until it ends, and the log does not mind one device more.
        beside = path.with_name(f"{path.name}-{new}")
        beside.write_text(new + "\n", encoding="ascii")
        beside.replace(path)
    return new
