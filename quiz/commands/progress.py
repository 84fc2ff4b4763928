"""`progress export` and `progress import`: the learner's log, to take along.

Owns files and what is said. Refuses to know their form (`transfer`, `answers`) and to merge (`log`). A file that is
there already is not written over; one that could not be written to its end is not left behind.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from quiz.commands.console import PASSED, Console, Refused
from quiz.log import Clash, LogUnusable
from quiz.shelf import Shelf
from quiz.transfer import BadFile, events, lines

STREAM = "-"


def export_log(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Write every event. Raises Refused."""
    with reading(shelf), shelf.history.changing() as log:
        count = write(args.file, lines(log), console)
    say_written("progress.exported", count - 1, args.file, console)
    return PASSED


def import_log(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Merge the events of a file. Raises Refused."""
    with reading(shelf), _open(args.file, console) as file, shelf.history.changing() as log:
        try:
            new, known = log.merge(events(file))
        except BadFile as bad:
            why = bad.text[console.words.language]
            raise Refused(console.words("progress.unreadable", path=args.file, line=bad.line, why=why)) from bad
        except Clash as clash:
            raise Refused(console.words("progress.clash", path=args.file, id=clash.event)) from clash
    said = console.words("progress.imported", n=new)
    console.say(said + (console.words("progress.known", n=known) if known else ""))
    return PASSED


@contextmanager
def reading(shelf: Shelf) -> Iterator[None]:
    """What becomes of a log that cannot be read. Raises Refused."""
    try:
        yield
    except LogUnusable as error:
        raise Refused(shelf.words("error.log_unusable", path=error.path, reason=error.reason)) from error


@contextmanager
def _open(name: str, console: Console) -> Iterator[BinaryIO]:
    if name == STREAM:
        yield sys.stdin.buffer
        return
    with _told(Path(name), console), Path(name).open("rb") as file:
        yield file


def write(name: str, rows: Iterable[str], console: Console) -> int:
    """How many lines were written. Raises Refused."""
    if name == STREAM:
        return _copy(rows, sys.stdout.buffer)
    path = Path(name)
    if path.exists():
        raise Refused(console.words("progress.exists", path=path))
    beside = path.with_name(f"{path.name}.part")
    with _told(path, console):
        try:
            with beside.open("xb") as file:
                count = _copy(rows, file)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    return count


def _copy(rows: Iterable[str], file: BinaryIO) -> int:
    count = 0
    for row in rows:
        file.write(f"{row}\n".encode())
        count += 1
    file.flush()
    return count


@contextmanager
def _told(path: Path, console: Console) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused(console.words("progress.file", path=path, reason=error.strerror)) from error


def say_written(key: str, count: int, name: str, console: Console) -> None:
    """Not among what was written to standard output."""
    if name != STREAM:
        console.say(console.words(key, n=count, path=name))
