"""How well every card is remembered, kept in step with the answers; for a long log, from one start to the next.

Owns which answers count (not those to a key that was wrong) and when a snapshot still fits. Refuses to say what an
answer does to a memory (`memory`).
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

from quiz import snapshot
from quiz.answers import Answers
from quiz.errata import Errata
from quiz.fold import WORTH, YOUNG
from quiz.log import EPOCH, microseconds
from quiz.memory import Memory, model, replay
from quiz.record import Record
from quiz.snapshot import Snapshot

Memories = Mapping[str, Memory]
CODES = "ddbbqqI"
"""Of the columns, in the order of `Memory`. Of a step -1 is none; moments are microseconds."""


class Recollection:
    """The memories after all answers of a record. May be asked by several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: tuple[Record, Errata, int] | None = None
        self._done = 0
        self._memories: Memories = {}

    def follow(self, record: Record, errata: Errata, now: datetime) -> Memories:
        """Up to the last answer of this record; only what is new since the last call is replayed."""
        with self._lock:
            known, moved = self._known, record.reviews.moved
            if known is None or record is not known[0] or errata is not known[1] or moved != known[2]:
                self._known = record, errata, moved
                self._done, self._memories = _load(self._path, record.reviews, errata)
                old = len(record.reviews) - record.reviews.since(now - YOUNG)
                if old - self._done >= WORTH:
                    self._read(record.reviews, old, errata)
                    _save(self._path, self._memories, _about(record.reviews, old, errata))
            self._read(record.reviews, len(record.reviews), errata)
            return self._memories

    def _read(self, reviews: Answers, end: int, errata: Errata) -> None:
        if end > self._done:
            self._memories = replay(filter(errata.holds, reviews[self._done : end]), self._memories)
            self._done = end


def _about(reviews: Answers, count: int, errata: Errata) -> dict[str, Any]:
    """All that the memories after `count` answers depend on."""
    keys = blake2b(repr([(entry.card, entry.old, entry.new) for entry in errata]).encode(), digest_size=8)
    return {"count": count, "answers": reviews.digest(count), "keys": keys.hexdigest(), "model": model()}


def _save(path: Path, memories: Memories, about: Mapping[str, Any]) -> None:
    columns: list[array[Any]] = [array(code) for code in CODES]
    for stability, difficulty, state, step, last, due, reviews in memories.values():
        row = (
            stability,
            difficulty,
            state,
            -1 if step is None else step,
            microseconds(last),
            microseconds(due),
            reviews,
        )
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    parts = [column.tobytes() for column in columns]
    snapshot.save(path, Snapshot({"about": about, "cards": list(memories)}, parts))


def _load(path: Path, reviews: Answers, errata: Errata) -> tuple[int, Memories]:
    """How many answers a snapshot holds, and the memories; nothing where it does not fit."""
    found = snapshot.load(path)
    try:
        if found is None:
            return 0, {}
        count = int(found.head["about"]["count"])
        if count > len(reviews) or found.head["about"] != _about(reviews, count, errata):
            return 0, {}
        return count, dict(zip(found.head["cards"], _rows(found.parts), strict=True))
    except (KeyError, TypeError, ValueError, OverflowError):
        return 0, {}


def _rows(parts: Sequence[bytes]) -> list[Memory]:
    columns = [array(code, part) for code, part in zip(CODES, parts, strict=True)]
    return [
        Memory(stability, difficulty, state, None if step < 0 else step, _moment(last), _moment(due), reviews)
        for stability, difficulty, state, step, last, due, reviews in zip(*columns, strict=True)
    ]


def _moment(at: int) -> datetime:
    return EPOCH + timedelta(0, 0, at)
