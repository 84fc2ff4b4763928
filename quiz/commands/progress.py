"""`progress export`, `progress import` and `progress csv`: the learner's log, to take along.

Owns files and what is said. Refuses to know their form (`transfer`) and to merge (`log`). A file that is there already
is not written over; one that could not be written to its end is not left behind.
"""

from __future__ import annotations

import csv
import io
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

from grader.gradebook.escape import cell
from quiz.card_id import OPEN, drill_of, topic_of
from quiz.commands.console import PASSED, Console, Refused
from quiz.log import EPOCH, Clash, Event, LogUnusable
from quiz.shelf import Shelf
from quiz.transfer import BadFile, events, lines

STREAM = "-"
COLUMNS = ("time", "card", "topic", "kind", "verdict", "score", "marked_by", "seconds", "language")


def export_log(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Write every event. Raises Refused."""
    with _reading(shelf), shelf.history.changing() as log:
        count = _write(args.file, lines(log), console)
    _say_written("progress.exported", count - 1, args.file, console)
    return PASSED


def import_log(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Merge the events of a file. Raises Refused."""
    with _reading(shelf), _open(args.file, console) as file, shelf.history.changing() as log:
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


def export_table(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Write a row for every answer that counts. Raises Refused."""
    undone = shelf.history.record.undone
    with _reading(shelf), shelf.history.changing() as log:
        answers = (event for event in log.events(kinds="answered") if event.id not in undone)
        count = _write(args.file, _table(answers, shelf), console)
    _say_written("progress.rows", count - 1, args.file, console)
    return PASSED


def _table(answers: Iterable[Event], shelf: Shelf) -> Iterator[str]:
    yield _line(COLUMNS)
    for event in answers:
        yield _line(_row(event, shelf))


def _row(event: Event, shelf: Shelf) -> Iterator[str]:
    """A body may be from another version, or from a file that was imported: nothing in it is believed."""
    body, card = event.body, str(event.body.get("card", ""))
    known, verdict = shelf.bank.cards.get(card), str(body.get("verdict", ""))
    yield _local(event.at)
    yield from (card, topic_of(card))
    yield known.kind if known else OPEN * (drill_of(card) == OPEN)
    yield from (verdict, _number(body.get("score")), "self" if verdict == "self" else "machine")
    yield _number(body.get("elapsed_ms"), per=1000)
    yield str(body.get("language", ""))


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="").writerow([cell(text) for text in cells])
    return line.getvalue()


def _local(at: int) -> str:
    try:
        return (EPOCH + timedelta(microseconds=at)).astimezone().isoformat(timespec="seconds")
    except (OverflowError, ValueError):
        return str(at)


def _number(value: Any, per: int = 1) -> str:
    try:
        return f"{value / per:g}" if isinstance(value, int | float) else ""
    except OverflowError:
        return str(value)


@contextmanager
def _reading(shelf: Shelf) -> Iterator[None]:
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


def _write(name: str, rows: Iterable[str], console: Console) -> int:
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


def _say_written(key: str, count: int, name: str, console: Console) -> None:
    """Not among what was written to standard output."""
    if name != STREAM:
        console.say(console.words(key, n=count, path=name))
