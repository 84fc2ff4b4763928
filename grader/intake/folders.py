"""What stands at a path: the files of a folder or of an archive, or one file.

Owns reading from the disk. A link inside a folder is refused by name, for a student may have packed it to have a file
of the teacher's shown in the feedback; the path that the teacher typed may be one.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from pathlib import Path

from exercises.content import Text
from grader.intake import said
from grader.intake.archives import Taken, members
from grader.intake.found import OUTSIDE, Found, Unusable, is_archive

DEEPEST = 32
"""Folders inside one another that are looked into."""


@dataclass(frozen=True)
class Skips:
    """What is not looked at."""

    is_litter: Callable[[str], bool]
    """By the path within what was handed in; that of a folder ends with `/`."""
    folders: Collection[Path] = ()
    """Without links in their paths."""


def files_at(path: Path, held: ExitStack, skips: Skips) -> Iterator[Found]:
    """All files there, those refused with their fault. `held` closes what has to stay open to read them."""
    if path.is_dir():
        yield from _files_in(path.resolve() if skips.folders else path, "", 0, skips)
    elif is_archive(path.name):
        yield from _files_inside(path, held, skips)
    else:
        yield Found(path.name, partial(_read, str(path)))


def _files_inside(path: Path, held: ExitStack, skips: Skips) -> Iterator[Found]:
    """Those in an archive, and the folders in it that hold none."""
    taken = Taken(is_litter=skips.is_litter)
    filled: set[str] = set()
    try:
        for found in members(held.enter_context(path.open("rb")), path.name, held, taken):
            filled.update(_around(found.path))
            yield found
    except OSError as error:
        yield Found(path.name, None, _unreadable(error))
    except Unusable as unusable:
        yield Found(path.name, None, unusable.why)
    empty = {folders[-1] for path in taken.passed_over if (folders := _kept_around(path, skips))}
    filled.update(above for folder in empty for above in _around(folder)[:-1])
    yield from (Found(folder, None, said.NOTHING) for folder in sorted(empty - filled))


def _around(path: str) -> list[str]:
    """The folders that a path goes through, each with its `/`."""
    parts = path.split("/", DEEPEST)[:-1]
    return ["/".join(parts[: level + 1]) + "/" for level in range(len(parts))]


def _kept_around(path: str, skips: Skips) -> list[str]:
    """Those of them that are no litter, from the top."""
    return [] if OUTSIDE.search(path) else list(takewhile(lambda folder: not skips.is_litter(folder), _around(path)))


def _files_in(folder: Path, inside: str, depth: int, skips: Skips) -> Iterator[Found]:
    """By name, so that two runs give the same order; of an empty folder itself, since it may be somebody's."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(inside or folder.name, None, _unreadable(error))
        return
    paths = [(entry, f"{inside}/{entry.name}" if inside else entry.name) for entry in entries]
    theirs = [(entry, path) for entry, path in paths if not skips.is_litter(f"{path}/" if _is_folder(entry) else path)]
    if inside and not theirs:
        yield Found(f"{inside}/", None, said.NOTHING)
    for entry, path in theirs:
        if entry.is_symlink():
            yield Found(path, None, said.LINK)
        elif _is_folder(entry):
            if depth < DEEPEST and (below := folder / entry.name) not in skips.folders:
                yield from _files_in(below, path, depth + 1, skips)
        elif entry.is_file(follow_symlinks=False):
            yield Found(path, partial(_read, entry.path))
        else:
            yield Found(path, None, said.SPECIAL)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _read(path: str, most: int) -> bytes:
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unusable(said.SPECIAL)
            return file.read(most)
    except OSError as error:
        raise Unusable(_unreadable(error)) from error


def _without_waiting(path: str, flags: int) -> int:
    """A pipe has nothing to read until somebody writes; it is refused, not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _unreadable(error: OSError) -> Text:
    return said.UNREADABLE.format(why=error.strerror or type(error).__name__)
