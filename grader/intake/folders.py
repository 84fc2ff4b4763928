"""What stands at a path: the files of a folder or of an archive, or one file.

Owns reading from the disk. A link inside a folder is refused by name, for a student may have packed it to have a file
of the teacher's shown in the feedback; the path that the teacher typed may be one.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from exercises.content import Text
from grader.intake import said
from grader.intake.archives import members
from grader.intake.found import LITTER, Found, Unusable, is_archive

DEEPEST = 32
"""Folders inside one another that are looked into."""


def files_at(path: Path, held: ExitStack) -> Iterator[Found]:
    """All files there, those refused with their fault. `held` closes what has to stay open to read them."""
    if path.is_dir():
        yield from _files_in(path, "", 0)
    elif is_archive(path.name):
        try:
            yield from members(held.enter_context(path.open("rb")), path.name, held)
        except OSError as error:
            yield Found(path.name, None, _unreadable(error))
        except Unusable as unusable:
            yield Found(path.name, None, unusable.why)
    else:
        yield Found(path.name, partial(_read, str(path)))


def _files_in(folder: Path, inside: str, depth: int) -> Iterator[Found]:
    """By name, so that two runs give the same order; of an empty folder itself, since it may be somebody's."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(inside or folder.name, None, _unreadable(error))
        return
    if inside and not entries:
        yield Found(f"{inside}/", None, said.NOTHING)
    for entry in entries:
        path = f"{inside}/{entry.name}" if inside else entry.name
        if LITTER.search(entry.name):
            continue
        if entry.is_symlink():
            yield Found(path, None, said.LINK)
        elif entry.is_dir(follow_symlinks=False):
            if depth < DEEPEST:
                yield from _files_in(folder / entry.name, path, depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield Found(path, partial(_read, entry.path))
        else:
            yield Found(path, None, said.SPECIAL)


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
