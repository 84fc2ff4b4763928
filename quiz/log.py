"""The append-only log: the only truth about the learner.

Owns appending and the order of replay. Refuses to know what an event means (`record` does) and how the file is
opened (`logfile`). Every append is a transaction of its own that is on disk (WAL, synchronous=FULL) when it
returns. Several processes and threads may use one log at once.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quiz.logfile import LogError, LogUnusable, open_file, translated

__all__ = ["Clock", "Event", "Log", "LogError", "LogUnusable", "device_id", "microseconds"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BODY = 1
"""The newest form of an event's body that is understood here. Raised only where keys change their meaning: new ones
are simply added. No table changes with it, so it is apart from the file's own version."""
Clock = Callable[[], datetime]
"""Now, with a time zone."""


@dataclass(frozen=True)
class Event:
    """One thing that happened."""

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


def microseconds(moment: datetime) -> int:
    """Since 1970 in UTC, exactly: `timestamp()` is a float."""
    return (moment - EPOCH) // timedelta(microseconds=1)


class Log:
    """An open log."""

    def __init__(self, db: sqlite3.Connection, path: Path, device: str, clock: Clock) -> None:
        self._db = db
        self._path = path
        self._device = device
        self._clock = clock
        self._lock = threading.Lock()
        self.set_aside: Path | None = None
        """Where an unreadable file was moved to when this log was opened."""

    @classmethod
    def open(cls, path: Path, device: str, clock: Clock) -> Log:
        """Open it, or begin one. Raises LogUnusable."""
        db, moved = open_file(path, clock())
        log = cls(db, path, device, clock)
        log.set_aside = moved
        return log

    def append(self, kind: str, body: dict[str, Any]) -> Event:
        """One event, on disk when this returns. Raises LogUnusable; then nothing was written."""
        with self._lock, translated(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                event = Event(
                    str(uuid.uuid4()), microseconds(self._clock()), self._device, self._seq(), kind, BODY, body
                )
                self._insert(event)
                self._db.execute("COMMIT")
            finally:
                # After a failure only; a full disk may have ended the transaction by itself.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
        return event

    def events(self) -> Iterator[Event]:
        """All events in the order of replay; an unreadable body is skipped."""
        query = "SELECT id, at, device, seq, kind, v, body FROM event ORDER BY at, device, seq"
        with self._lock, translated(self._path):
            rows = self._db.execute(query).fetchall()
        for event_id, at, device, seq, kind, v, text in rows:
            try:
                body = json.loads(text)
            except ValueError:
                continue
            if isinstance(body, dict):
                yield Event(event_id, at, device, seq, kind, v, body)

    def version(self) -> int:
        """A number that changes when somebody else has written."""
        with self._lock, translated(self._path):
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Closing twice is harmless."""
        with self._lock:
            self._db.close()

    def _seq(self) -> int:
        found = self._db.execute("SELECT max(seq) FROM event WHERE device = ?", (self._device,)).fetchone()
        return int(found[0] or 0) + 1

    def _insert(self, event: Event) -> None:
        # ASCII: a half of a surrogate pair, as broken input on a terminal gives, is no UTF-8 for SQLite.
        row = (event.id, event.at, event.device, event.seq, event.kind, event.v, json.dumps(event.body))
        self._db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def device_id(path: Path) -> str:
    """This machine's id, kept in this file and made on first use. Raises LogUnusable."""
    with translated(path):
        with suppress(FileNotFoundError):
            known = path.read_text(encoding="utf-8", errors="replace").strip()
            if known:
                return known
        path.parent.mkdir(parents=True, exist_ok=True)
        new = str(uuid.uuid4())
        # Written beside and renamed, so that nobody reads half an id. Of two processes that start at once the later
        # one's stays; the other uses its own until it ends, and the log does not mind one device more.
        beside = path.with_name(f"{path.name}-{new}")
        beside.write_text(new + "\n", encoding="ascii")
        beside.replace(path)
    return new
