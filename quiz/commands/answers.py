"""`progress csv`: every answer that counts, as a row of a table for spreadsheets.

Owns the columns. Apart from `progress`, since cells that no spreadsheet takes for a formula are made by the grader.
"""

from __future__ import annotations

import csv
import io
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from grader.escape import cell
from quiz.card_id import OPEN, drill_of, topic_of
from quiz.commands.console import PASSED, Console
from quiz.commands.progress import reading, say_written, write
from quiz.log import EPOCH, Event
from quiz.record import given_at
from quiz.shelf import Shelf

COLUMNS = ("time", "card", "topic", "kind", "verdict", "score", "marked_by", "seconds", "language")


def export_table(args: Namespace, shelf: Shelf, console: Console) -> int:
    """Write a row for every answer that counts. Raises Refused."""
    undone = shelf.history.record.undone
    with reading(shelf), shelf.history.changing() as log:
        answers = (event for event in log.events(kinds="answered") if event.id not in undone)
        count = write(args.file, _table(answers, shelf), console)
    say_written("progress.rows", count - 1, args.file, console)
    return PASSED


def _table(answers: Iterable[Event], shelf: Shelf) -> Iterator[str]:
    yield _line(COLUMNS)
    for event in answers:
        yield _line(_row(event, shelf))


def _row(event: Event, shelf: Shelf) -> Iterator[str]:
    """A body may be from another version, or from a file that was imported: nothing in it is believed."""
    body, card = event.body, str(event.body.get("card", ""))
    known, verdict = shelf.bank.cards.get(card), str(body.get("verdict", ""))
    yield _local(given_at(event))
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
