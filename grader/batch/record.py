"""What is known of a run, on disk: lines of JSON that are only ever appended to.

Owns the file: one line for every run (salt, version, isolation, limits, when), one for every row, the last of a key
counting. A run can be killed anywhere: the next one sets a torn last line aside and goes on. A line that cannot be
written whole, since the disk is full, is taken back. Refuses to be written by two at once.

    OSError
    └── Busy        another run writes to it

In memory stands where each row's line begins, 200 bytes a row, and no row.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from grader.handed import Row

SCHEMA = 1
SYNC = 1.0
"""Seconds after which what was written is on the disk and not only with the system: a kill loses nothing, and a power
cut this much."""


class Busy(OSError):
    """Another run writes to this record."""


@dataclass(frozen=True)
class Header:
    """How the rows that follow came about."""

    salt: str
    gradlings: str
    """Its version."""
    isolation: str
    strict: bool
    started: str
    """ISO 8601 with its time zone."""
    exercises: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Hash and limits of those that were asked for."""
    record: int = SCHEMA


class Record:
    """An open record. Use it as a context manager, or call `close`. Every method raises OSError."""

    def __init__(self, path: Path) -> None:
        """Open it, or begin a new one."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = path
        self.salt = ""
        """Of the last run; empty in a new record."""
        self.unreadable = 0
        """Lines that say nothing: they stay where they are, and their submissions are judged again."""
        self.set_aside: Path | None = None
        """Where a torn last line went."""
        self._places: dict[bytes, int] = {}
        self._failed: set[bytes] = set()
        """Keys whose last row says that the grader failed."""
        self._synced = time.monotonic()
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with ExitStack() as failing:
            failing.callback(os.close, self._fd)
            _alone(self._fd, path)
            self._end = self._read()
            failing.pop_all()

    def begin(self, header: Header) -> None:
        """One run more."""
        self._append(asdict(header))
        self.salt = header.salt

    def add(self, row: Row) -> None:
        """One row more; the file is as it was before where there is no room for it."""
        place = self._append(row.to_json())
        self._know(row.key, place, failed=row.verdict == "infra")

    def knows(self, key: str) -> bool:
        """Whether there is a row that need not be judged again."""
        short = bytes.fromhex(key)
        return short in self._places and short not in self._failed

    def rows(self, keys: Collection[str]) -> Rows:
        """The rows of these keys, as far as they are known."""
        found = sorted(place for key in keys if (place := self._places.get(bytes.fromhex(key))) is not None)
        return Rows(self.path, found)

    def close(self) -> None:
        """Bring it onto the disk; what nothing was ever written to goes again, and so does its folder."""
        try:
            os.fsync(self._fd)
            if not os.fstat(self._fd).st_size:
                self.path.unlink(missing_ok=True)
                with suppress(OSError):  # there is something else in it
                    self.path.parent.rmdir()
        finally:
            os.close(self._fd)

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _append(self, value: Mapping[str, Any]) -> int:
        """Where the line begins. ASCII, since names of files may hold what no UTF-8 can."""
        line, place = memoryview(json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"), self._end
        try:
            while line:
                line = line[os.write(self._fd, line) :]
        except OSError:
            os.ftruncate(self._fd, place)
            raise
        self._end = os.lseek(self._fd, 0, os.SEEK_CUR)
        if time.monotonic() - self._synced > SYNC:
            os.fsync(self._fd)
            self._synced = time.monotonic()
        return place

    def _know(self, key: str, place: int, *, failed: bool) -> None:
        short = bytes.fromhex(key)
        self._places[short] = place
        (self._failed.add if failed else self._failed.discard)(short)

    def _read(self) -> int:
        """Learn all keys; the length without what is torn off."""
        place = 0
        with os.fdopen(os.dup(self._fd), "rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    self._put_aside(line, place)
                    break
                self._learn(line, place)
                place += len(line)
        return place

    def _learn(self, line: bytes, place: int) -> None:
        try:
            told = json.loads(line)
            if "record" in told:
                self.salt = str(told["salt"])
            else:
                row = Row.from_json(told)
                self._know(row.key, place, failed=row.verdict == "infra")
        except (ValueError, TypeError, KeyError):
            self.unreadable += 1

    def _put_aside(self, torn: bytes, place: int) -> None:
        self.set_aside = self.path.with_suffix(".torn")
        with self.set_aside.open("ab") as file:
            file.write(torn + b"\n")
        os.ftruncate(self._fd, place)


@dataclass(frozen=True)
class Rows:
    """Some rows of a record, read from it at every iteration: none of them is kept."""

    path: Path
    places: list[int]

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Row]:
        with self.path.open("rb") as file:
            yield from (_row_at(file, place) for place in self.places)


def _row_at(file: BinaryIO, place: int) -> Row:
    file.seek(place)
    return Row.from_json(json.loads(file.readline()))


def _alone(fd: int, path: Path) -> None:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Busy(error.errno, "another run writes to this record", str(path)) from error
    except OSError:
        return  # some shared folders know no locks
