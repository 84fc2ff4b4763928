"""A record, and how far the log was read into it: to go on from there, in this process or the next.

Owns when reading on is as good as reading everything again, and otherwise says so: events that were merged in from
elsewhere may be older than what was read, and what is taken back may have been read already. Refuses to open a log.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any, get_type_hints

from quiz import snapshot
from quiz.answers import Answers
from quiz.log import Event, Log, Span, microseconds
from quiz.plain import plain, reader
from quiz.record import UNDONE, Record, taken_back
from quiz.settings import Settings
from quiz.snapshot import Snapshot

BEGINNING = (-(2**63), "", 0)
YOUNG = timedelta(hours=1)
"""A snapshot ends this long ago: what was answered since may still be taken back."""
WORTH = 2000
"""Events that are read in less time than it takes to notice."""
APART = ("reviews", "settings")
"""Fields of a record with a form of their own."""


@dataclass
class Fold:
    """A record of all events up to `last`, as far as they stood in the file up to row `top`."""

    record: Record = field(default_factory=Record)
    top: int = 0
    last: tuple[int, str, int] = BEGINNING
    left: tuple[int, ...] = ()
    """Rows up to `top` that are later than `last`."""

    def take(self, event: Event) -> None:
        """One more event, the latest so far."""
        self.record.apply(event)
        self.last = event.key

    def span(self, top: int) -> Span:
        """What is to be read now."""
        return Span(self.top, top, self.left)

    def undoing(self, log: Log, top: int) -> list[Event] | None:
        """What is new and takes something back, noted here; None where the record cannot stand after what is new."""
        span = self.span(top)
        found = list(log.events(span, UNDONE))
        undone = taken_back(found)
        if any(row <= self.top and row not in self.left for row in log.rows(undone).values()):
            return None
        if self.last != BEGINNING:
            first = next(log.events(span), None)
            if first is not None and first.key <= self.last:
                return None
        self.record.undone |= undone
        return found


def read_on(fold: Fold, log: Log) -> bool:
    """Bring the record up to now; False where it must be made anew."""
    top = log.top()
    if fold.undoing(log, top) is None:
        return False
    for event in list(log.events(fold.span(top))):  # all of them, or the log fails before the first
        fold.take(event)
    fold.top, fold.left = top, ()
    return True


def read_all(log: Log, path: Path, now: datetime) -> Fold:
    """The record of the whole log, from the snapshot at `path` as far as that serves; a better one is left there."""
    top, fold = log.top(), _load(path, log)
    before = set(fold.record.undone)
    undoing = fold.undoing(log, top)
    if undoing is None:
        fold, before = nothing(log), set()
        undoing = fold.undoing(log, top) or []
    events, horizon, count = log.events(fold.span(top)), microseconds(now - YOUNG), 0
    young: list[Event] = []
    for event in events:
        if event.at > horizon:
            young = list(chain([event], events))
            break
        fold.take(event)
        count += 1
    fold.top, fold.left = top, tuple(event.row for event in young)
    if count >= WORTH > len(young):
        held = [event for event in undoing if event.row not in fold.left]
        with suppress(RecursionError):  # an event may hold lists in lists without end
            _save(path, fold, log, before | taken_back(held))
    for event in young:
        fold.take(event)
    fold.left = ()
    return fold


def _save(path: Path, fold: Fold, log: Log, undone: set[str]) -> None:
    """Leave a snapshot, unless one of the events after it takes back what it would hold."""
    later = log.rows(fold.record.undone - undone)
    if not set(later.values()) <= set(fold.left):
        return
    record = fold.record
    head, parts = record.reviews.packed()
    rest = {name: plain(getattr(record, name)) for name in _kinds()}
    names = [entry.name for entry in fields(Settings)]
    head |= {"record": {**rest, "undone": plain(undone)}, "settings": record.settings.written(*names)}
    head |= {"top": fold.top, "last": fold.last, "left": fold.left, "trace": log.trace(fold.top)}
    snapshot.save(path, Snapshot(head, parts))


def _load(path: Path, log: Log) -> Fold:
    """As far as a snapshot goes that belongs to this log; else from the beginning."""
    found = snapshot.load(path)
    try:
        if found is None or log.trace(found.head["top"]) != found.head["trace"]:
            return nothing(log)
        head = found.head
        rest = {name: reader(kind)(head["record"][name]) for name, kind in _kinds().items()}
        record = Record(reviews=Answers.unpacked(head, found.parts), settings=Settings().updated(head["settings"]))
        for name, value in rest.items():
            setattr(record, name, value)
        at, device, seq = head["last"]
        kept = Fold(record, int(head["top"]), (at, device, seq), tuple(head["left"]))
        return kept if record.device == log.device else nothing(log)
    except (KeyError, TypeError, ValueError, IndexError, OverflowError):
        return nothing(log)


def nothing(log: Log) -> Fold:
    """The record before the first event of this log."""
    return Fold(Record(log.device))


def _kinds() -> dict[str, Any]:
    hints = get_type_hints(Record)
    return {entry.name: hints[entry.name] for entry in fields(Record) if entry.name not in APART}
