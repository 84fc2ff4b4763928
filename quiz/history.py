"""The log and what follows from it, kept in step: append an event, and the record knows it.

Owns when the log is opened (when first needed) and read again (when another process wrote). Refuses to decide
what is worth logging (`session`). May be used from several threads.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from quiz.log import Clock, Event, Log, LogUnusable, device_id
from quiz.paths import Paths
from quiz.record import UNDONE, Record


class History:
    """What the learner did, as far as the log can be read; without a log it is empty, and `add` raises."""

    def __init__(self, paths: Paths, clock: Clock) -> None:
        self._paths = paths
        self._clock = clock
        self._lock = threading.RLock()
        self._log: Log | None = None
        self._version = 0
        self._record: Record | None = None
        self.trouble: LogUnusable | None = None
        """Why there is no log; known once it was asked for anything."""

    @property
    def set_aside(self) -> Path | None:
        """Where an unreadable log was moved to, if one was found when it was opened."""
        return self._log.set_aside if self._log else None

    def open(self) -> LogUnusable | None:
        """Open the log now; returns what is wrong with it."""
        with self._lock:
            self._opened()
            return self.trouble

    @property
    def record(self) -> Record:
        """Everything up to now, the events of other processes included."""
        with self._lock:
            log = self._opened()
            if self._record is None or log:
                self._refresh(log)
            return self._record or Record()

    def add(self, kind: str, body: dict[str, Any]) -> Event:
        """Append an event; it is on disk when this returns. Raises LogUnusable, then nothing has happened."""
        with self._lock:
            log = self._opened()
            if log is None:
                raise self.trouble or LogUnusable(self._paths.log, "closed")
            record = self.record
            event = log.append(kind, body)
            record.apply(event)
            if kind == UNDONE:
                self._record = None
            return event

    def close(self) -> None:
        """Close the log, if it was ever opened."""
        with self._lock:
            if self._log:
                self._log.close()

    def _refresh(self, log: Log | None) -> None:
        """Read the log again where that could change anything; what cannot be read is trouble, not the end."""
        try:
            version = log.version() if log else 0
            if self._record is None or version != self._version:
                self._record = Record.of(log.events() if log else ())
                self._version = version
        except LogUnusable as error:
            self.trouble = error

    def _opened(self) -> Log | None:
        if self._log is None and self.trouble is None:
            try:
                device = device_id(self._paths.device)
                self._log = Log.open(self._paths.log, device, self._clock)
            except LogUnusable as error:
                self.trouble = error
        return self._log
