"""The log as a file to take along: JSON Lines, a header and an event each line.

Owns that form, and what a file must be before anything of it is merged. Refuses to merge (`log`): since every event has
an id of its own, merging is adding what is not there yet, in any order and as often as one likes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from exercises.content import Text
from quiz.log import Event, Log
from quiz.record import EARLIEST, LATEST
from quiz.version import VERSION
from quiz.words import in_both

SCHEMA = 1
KEYS: Mapping[str, type] = {"id": str, "at": int, "device": str, "seq": int, "kind": str, "v": int, "body": dict}
"""Of every line. `at` is microseconds since 1970, UTC."""
LARGEST = 2**63 - 1


class BadFile(Exception):
    """This is nothing to import; `text` says why, after the number of the line."""

    def __init__(self, line: int, why: str, **values: object) -> None:
        self.line = line
        self.text: Text = in_both(f"progress.{why}", **values)
        super().__init__(f"{line}: {self.text.en}")


def lines(log: Log) -> Iterator[str]:
    """The whole log. Raises LogUnusable."""
    top = log.span()
    header = {"gradlings": VERSION, "schema": SCHEMA, "kind": "progress", "events": log.count(top)}
    yield json.dumps(header)
    for event in log.events(top):
        yield json.dumps({key: getattr(event, key) for key in KEYS})


def events(raw: Iterable[bytes]) -> Iterator[Event]:
    """The events of such a file, each line as it comes. Raises BadFile, perhaps only at the end."""
    promised, number = None, 0
    for number, line in enumerate(raw, start=1):
        row = _object(number, line)
        if promised is None:
            promised = _promised(number, row)
        else:
            yield _event(number, row)
    if promised is None:
        raise BadFile(1, "no_header")
    if number - 1 != promised:
        raise BadFile(number, "cut", count=promised)


def _object(number: int, line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadFile(number, "not_text") from error
    except (ValueError, RecursionError) as error:
        raise BadFile(number, "no_header" if number == 1 else "not_json") from error
    if not isinstance(row, dict):
        raise BadFile(number, "no_header" if number == 1 else "not_json")
    return row


def _promised(number: int, header: Mapping[str, Any]) -> int:
    schema, count = header.get("schema"), header.get("events")
    if header.get("kind") != "progress" or type(schema) is not int or type(count) is not int:
        raise BadFile(number, "no_header")
    if schema > SCHEMA:
        raise BadFile(number, "newer", schema=schema)
    return count


def _event(number: int, row: dict[str, Any]) -> Event:
    for key in (*KEYS, *row):
        if type(row.get(key)) is not KEYS.get(key):
            raise BadFile(number, "bad_key", name=key)
    event = Event(**row)
    if not EARLIEST <= event.at <= LATEST:
        raise BadFile(number, "bad_key", name="at")
    for key in ("seq", "v"):
        if not 0 <= row[key] <= LARGEST:
            raise BadFile(number, "bad_key", name=key)
    try:
        known = str(UUID(event.id))
    except ValueError:
        known = ""
    if known != event.id:
        raise BadFile(number, "bad_id")
    return event
