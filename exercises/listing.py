"""What lists say of an exercise, kept in the cache: reading 75 folders takes ten times as long as showing them.

Owns one JSON file that anyone may delete at any time, and when an entry of it holds: as long as its folder, its
`exercise.toml` and the code that reads it are as they were. Refuses to be a reason for failure: without a usable cache
the exercises are read. What does not load is never kept, so that its faults are told each time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from exercises.content import BrokenContent, ContentError, Text
from exercises.places import FILE, Kind, folders_in, name_of

if TYPE_CHECKING:
    from exercises.exercise import Exercise

_HERE = Path(__file__).parent
_READERS = ("content.py", "exercise.py", "listing.py", "parts.py", "places.py")


class Listed(NamedTuple):
    """One exercise, as far as it is chosen by; the rest of it is `Exercise`."""

    id: str
    pack: str
    title: Text
    summary: Text
    level: int
    kind: Kind
    prerequisites: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def track(self) -> str:
        """The folder above: layers, cnn, sequence …"""
        return self.id.rpartition(":")[2].partition("/")[0]


def listing(sources: Mapping[str, Path], cache: Path | None) -> tuple[list[Listed], list[ContentError]]:
    """Those that load of each pack's folder (ours is the pack ""), and what is wrong with the others."""
    reader = _stamp([_HERE / name for name in _READERS])
    kept = _load(cache, reader)
    fresh: dict[str, Any] = {}
    good: list[Listed] = []
    faults: list[ContentError] = []
    for pack, folder in [(pack, found) for pack, source in sources.items() for found in folders_in(source)]:
        name = name_of(pack, folder)
        stamp = f"{folder} {_stamp([folder, folder / FILE])}"
        entry = kept.get(name)
        if entry is None or entry.get("stamp") != stamp:
            try:
                entry = {"stamp": stamp, **_read(folder, pack)}
            except BrokenContent as broken:
                faults += broken.errors
                continue
        fresh[name] = entry
        good.append(_listed(name, pack, entry))
    if fresh != kept and cache is not None:
        _store(cache, {"reader": reader, "exercises": fresh})
    return good, faults


def _read(folder: Path, pack: str) -> dict[str, Any]:
    from exercises.exercise import read_exercise  # noqa: PLC0415  # 30 ms that a list from the cache does not pay

    return _kept(read_exercise(folder, pack))


def _kept(exercise: Exercise) -> dict[str, Any]:
    return {
        "title": asdict(exercise.title),
        "summary": asdict(exercise.summary),
        "level": exercise.level,
        "kind": exercise.kind,
        "prerequisites": list(exercise.prerequisites),
        "questions": list(exercise.questions),
    }


def _listed(name: str, pack: str, entry: Mapping[str, Any]) -> Listed:
    title, summary = Text(**entry["title"]), Text(**entry["summary"])
    names, questions = tuple(entry["prerequisites"]), tuple(entry["questions"])
    return Listed(name, pack, title, summary, entry["level"], entry["kind"], names, questions)


def _stamp(paths: Iterable[Path]) -> str:
    """Sizes and times of change; those of a folder change when a file appears in it or goes."""
    stamps = []
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116  # 150 of them: pathlib's takes twice as long
        except OSError:
            stamps.append("gone")
        else:
            stamps.append(f"{found.st_size} {found.st_mtime_ns}")
    return " ".join(stamps)


def _load(cache: Path | None, reader: str) -> dict[str, Any]:
    if cache is None:
        return {}
    try:
        kept = json.loads(cache.read_text(encoding="utf-8"))
        exercises = kept["exercises"] if kept["reader"] == reader else {}
        for name, entry in exercises.items():
            _listed(name, "", entry)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return dict(exercises)


def _store(cache: Path, kept: dict[str, Any]) -> None:
    """Into its place in one step, so that another gradlings never reads half of it."""
    beside = cache.with_name(f"{cache.name}-{os.urandom(8).hex()}")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        beside.replace(cache)
    except OSError:
        with suppress(OSError):
            beside.unlink()
