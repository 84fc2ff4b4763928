"""The learner's files: begin, read, save, reset. Nothing a person wrote is lost or overwritten without a backup.

Owns `<work>/<track>/<slug>.py`, for `acme:track/slug` `<work>/acme/<track>/<slug>.py`, and the hidden folder `.backups`
beside them: one folder deeper, so that no pack's file is ever one of ours. Refuses to run or judge them.

    WorkspaceError
    ├── NotStarted      there is no file yet
    └── Unusable        it cannot be read or written: read-only, full disk, a folder, not UTF-8
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from quiz.log import Clock

PARTS = 2
"""Of an exercise's name, track and slug; a file that lies deeper is a pack's."""
LARGEST = 1_000_000
"""Bytes; no hand-written solution comes near, and a wrong path may lead to a device without an end."""


class WorkspaceError(Exception):
    """Something is wrong with a learner's file."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class NotStarted(WorkspaceError):
    """There is no file for this exercise yet."""


class Unusable(WorkspaceError):
    """A file cannot be read or written."""


class Workspace:
    """The files of one learner below one folder."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self._clock = clock
        self._known: dict[str, bytes] = {}
        """What was last given to an editor or written here, to notice an edit made elsewhere."""

    def path(self, exercise_id: str) -> Path:
        """Where the learner's file of this exercise is, or would be."""
        return self.folder / f"{_place(exercise_id)}.py"

    def exists(self, exercise_id: str) -> bool:
        """Whether the learner has begun."""
        return self.path(exercise_id).exists()

    def start(self, exercise_id: str, starter: str) -> bool:
        """Write the starter unless there is a file already; True where it was written. Raises Unusable."""
        if self.exists(exercise_id):
            return False
        self._write(exercise_id, starter.encode())
        return True

    def read(self, exercise_id: str) -> bytes:
        """The learner's file. Raises NotStarted or Unusable."""
        return read_source(self.path(exercise_id))

    def text(self, exercise_id: str) -> str:
        """The learner's file for an editor. Raises NotStarted or Unusable."""
        source = self.read(exercise_id)
        try:
            text = source.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unusable(self.path(exercise_id), f"not UTF-8 (byte {error.start})") from error
        # Only now: what no editor could be given was not seen, and a save over it is a save over somebody's work.
        self._known[exercise_id] = source
        return text

    def save(self, exercise_id: str, text: str) -> Path | None:
        """Write the file; where it was changed elsewhere meanwhile, that version is kept: its path is returned.

        Raises Unusable; then the file is as it was.
        """
        new = encoded(text)
        with suppress(NotStarted):
            there = read_source(self.path(exercise_id))
            if there != new:
                kept = None if there == self._known.get(exercise_id) else self._keep(exercise_id)
                self._write(exercise_id, new)
                return kept
            self._known[exercise_id] = new
            return None
        self._write(exercise_id, new)
        return None

    def reset(self, exercise_id: str, starter: str) -> Path:
        """Put the starter back; returns where the learner's version is kept. Raises NotStarted or Unusable."""
        kept = self._keep(exercise_id)
        self._write(exercise_id, starter.encode())
        return kept

    def put(self, path: Path, text: str) -> Path | None:
        """Write a file beside a learner's; another one that is there is kept: its path is returned.

        Raises Unusable.
        """
        content, kept = encoded(text), None
        with suppress(NotStarted):
            if read_source(path) == content:
                return None
            kept = self._copy(path, path.stem)
        with _translated(path):
            _replace(path, content)
        return kept

    def owner(self, file: Path) -> str:
        """The id that this file would have in the folder; empty where it is elsewhere."""
        with suppress(ValueError, OSError):
            inside = file.resolve().relative_to(self.folder.resolve())
            pack, *name = inside.with_suffix("").parts
            return f"{pack}:{'/'.join(name)}" if len(name) == PARTS else "/".join((pack, *name))
        return ""

    def _keep(self, exercise_id: str) -> Path:
        return self._copy(self.path(exercise_id), _place(exercise_id))

    def _copy(self, source: Path, name: str) -> Path:
        target = _free(self.folder / ".backups" / name, self._clock())
        with _translated(source):
            content = source.read_bytes()
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:  # x: never over another backup, whoever else is writing one
                _write_down(file, content)
        return target

    def _write(self, exercise_id: str, content: bytes) -> None:
        path = self.path(exercise_id)
        with _translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path.resolve(), content)
        self._known[exercise_id] = content


def _place(exercise_id: str) -> str:
    return exercise_id.replace(":", "/", 1)


def encoded(text: str) -> bytes:
    """An editor's text as its file. No UTF-8 file holds a lone half of a surrogate pair: it becomes `?`."""
    return text.encode("utf-8", errors="replace")


def read_source(path: Path) -> bytes:
    """A submission's bytes, from any file that can be read once. Raises NotStarted or Unusable."""
    with _translated(path), path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unusable(path, f"longer than {LARGEST} bytes")
    return content


def _replace(path: Path, content: bytes) -> None:
    """All or nothing: a reader, or a crash, meets the old file or the new one."""
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with beside.open("wb") as file:
            _write_down(file, content)
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _write_down(file: BinaryIO, content: bytes) -> None:
    """On disk, not on its way there, when this returns."""
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def _free(stem: Path, now: datetime) -> Path:
    """A name that is not taken: two backups may fall into the same second."""
    first = stem.with_name(f"{stem.name}.{now:%Y%m%d-%H%M%S}.py")
    number = 1
    path = first
    while path.exists():
        number += 1
        path = first.with_stem(f"{first.stem}-{number}")
    return path


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise NotStarted(path, "no such file") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Unusable(path, reason) from error
