"""What follows from the log, kept in the cache folder, so that a start need not read all of a long log again.

Owns the file's form. Refuses to be needed: a file that is damaged, of another form, or of another log is as good as
none; one that cannot be written is done without. Two instances may write at once: the later one's stays, whole.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

MEANING = ("answers", "fold", "log", "memory", "plain", "progress", "record", "settings", "touches")
"""A change in one of these modules may make something else of the same events."""


class Snapshot(NamedTuple):
    """Two kinds of content: what is small, and columns of numbers."""

    head: Mapping[str, Any]
    parts: Sequence[bytes] = ()


@cache
def form() -> str:
    """Changes whenever our code does that decides what follows from an event."""
    here = Path(__file__).parent
    return blake2b(b"".join((here / f"{name}.py").read_bytes() for name in MEANING), digest_size=8).hexdigest()


def save(path: Path, snapshot: Snapshot) -> None:
    """Write it, unless that cannot be."""
    blob = b"".join(snapshot.parts)
    head = json.dumps(snapshot.head).encode()
    sizes = [len(head), *map(len, snapshot.parts)]
    first = json.dumps({"form": form(), "sizes": sizes, "crc": zlib.crc32(blob, zlib.crc32(head))}).encode()
    beside = path.with_name(f"{path.name}-{os.urandom(8).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(b"\n".join((first, head + blob)))
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def load(path: Path) -> Snapshot | None:
    """What was saved last; None where there is nothing of use."""
    try:
        first, _, rest = path.read_bytes().partition(b"\n")
        about = json.loads(first)
        if about["form"] != form() or about["crc"] != zlib.crc32(rest):
            return None
        parts, view, start = [], memoryview(rest), 0
        for size in about["sizes"]:
            parts.append(bytes(view[start : start + size]))
            start += size
        return Snapshot(json.loads(parts[0]), parts[1:])
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


def forget(path: Path) -> None:
    """There is nothing to go on from any more."""
    with suppress(OSError):
        path.unlink()


def checked(path: Path) -> float:
    """When the log was last read whole for damage, in seconds since 1970; without a snapshot, never."""
    try:
        return path.stat().st_mtime
    except OSError:
        return float("-inf")


def note_check(path: Path, moment: float) -> None:
    """The log was read whole at this moment."""
    with suppress(OSError):
        os.utime(path, (moment, moment))
