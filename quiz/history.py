"""The log and what follows from it, kept in step: append an event, and the record knows it.

Owns when the log is opened (when first needed), read on (when another process wrote) and read again (`fold` says when
that must be). Refuses to decide what is worth logging (`session`). May be used from several threads.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from quiz import snapshot
from quiz.fold import Fold, nothing, read_all, read_on
from quiz.log import Clock, Event, Log, LogUnusable, device_id
from quiz.paths import Paths
from quiz.record import UNDONE, Record

CHECKED = timedelta(days=1)
"""So long a log with a snapshot is not read whole, for damage, at every start."""


class History:
    """What the learner did, as far as the log can be read; without a log it is empty, and `add` raises."""

    def __init__(self, paths: Paths, clock: Clock) -> None:
        self._paths = paths
        self._clock = clock
        self._lock = threading.RLock()
        self._log: Log | None = None
        self._version = 0
        self._fold: Fold | None = None
        self._checked = 0.0
        """When the log was last read whole for damage."""
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
            return self._current().record

    def add(self, kind: str, body: dict[str, Any]) -> Event:
        """Append an event; it is on disk when this returns. Raises LogUnusable, then nothing has happened."""
        with self._lock:
            fold = self._current()
            event = self._writable().append(kind, body)
            if kind != UNDONE and event.row == fold.top + 1 and event.key > fold.last:
                fold.take(event)
                fold.top = event.row
            else:  # another process wrote in between, the clock was set back, or something was taken back
                self._version = 0
            return event

    def of(self, prefix: str) -> list[Event]:
        """The events whose kind begins so, for what is needed too rarely to be kept in the record."""
        found: list[Event] = []
        with self._lock, self._noticing_trouble():
            undone = self._current().record.undone
            found += (event for event in self._writable().of(prefix) if event.id not in undone)
        return found

    @contextmanager
    def changing(self) -> Iterator[Log]:
        """The log itself, for who writes many events at once. Raises LogUnusable."""
        with self._lock:
            self._version = 0
            yield self._writable()

    def close(self) -> None:
        """Close the log, if it was ever opened."""
        with self._lock:
            if self._log:
                self._log.close()

    def _current(self) -> Fold:
        """Read on where that could change anything; what cannot be read is trouble, not the end."""
        with self._noticing_trouble():
            self._read()
        if self._fold is None and self.trouble and self.trouble.damaged and self._log:
            # Damage that the short check at the start passed over. The long one sets the file aside.
            self._log.close()
            self._log = self.trouble = None
            with self._noticing_trouble():
                self._read()
        if self._fold is None:
            self._fold = nothing(self._log) if self._log else Fold()
        return self._fold

    def _read(self) -> None:
        log = self._opened()
        if log is None:
            return
        version = log.version()
        if self._fold is None or version != self._version:
            if self._fold is None or not read_on(self._fold, log):
                self._fold = read_all(log, self._paths.snapshot, self._clock())
                snapshot.note_check(self._paths.snapshot, self._checked)
            self._version = version

    @contextmanager
    def _noticing_trouble(self) -> Iterator[None]:
        try:
            yield
        except LogUnusable as error:
            self.trouble = error
            if error.damaged:  # without a snapshot, all of the log is read when it is opened, and set aside
                snapshot.forget(self._paths.snapshot)

    def _writable(self) -> Log:
        log = self._opened()
        if log is None:
            raise self.trouble or LogUnusable(self._paths.log, "closed")
        return log

    def _opened(self) -> Log | None:
        if self._log is None and self.trouble is None:
            now, self._checked = self._clock().timestamp(), snapshot.checked(self._paths.snapshot)
            lately = abs(now - self._checked) < CHECKED.total_seconds()
            if not lately:
                self._checked = now
            try:
                device = device_id(self._paths.device)
                self._log = Log.open(self._paths.log, device, self._clock, lately)
            except LogUnusable as error:
                self.trouble = error
        return self._log
