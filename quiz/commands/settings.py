"""`settings`: every setting with its value, one value, or a new one; for people, and with `--json` for programs."""

from __future__ import annotations

import json
from argparse import Namespace

from quiz.commands.console import PASSED, Console, Refused
from quiz.log import LogUnusable
from quiz.preferences import KEYS, said, stored, understood
from quiz.settings import BadSetting
from quiz.shelf import Shelf
from quiz.wrapping import cells


def settings(args: Namespace, shelf: Shelf, console: Console) -> int:
    """List, show or set. Raises Refused."""
    key = (args.key or "").replace("-", "_")
    if key and key not in KEYS:
        raise Refused(shelf.words("settings.unknown", name=args.key, known=shelf.words("plan.comma").join(KEYS)))
    if args.value is not None:
        _set(shelf, key, args.value)
        console.words = shelf.words
    if args.json:
        shown = {name: stored(shelf.settings, name) for name in ([key] if key else KEYS)}
        console.say(json.dumps(shown, ensure_ascii=False, indent=2))
    elif key:
        console.say(_plain(stored(shelf.settings, key)))
    else:
        _list(shelf, console)
    return PASSED


def _set(shelf: Shelf, key: str, typed: str) -> None:
    topics = shelf.bank.topics if key == "topics" else {}
    try:
        shelf.configure(**{key: understood(key, typed, topics, shelf.now().date())})
    except BadSetting as bad:
        raise Refused(f"{key}: {bad.text[shelf.language]}") from bad
    except LogUnusable as error:
        raise Refused(shelf.words("error.log_unusable", path=error.path, reason=error.reason)) from error


def _list(shelf: Shelf, console: Console) -> None:
    """A line each: what to type for it, its value, what it is."""
    words = shelf.words
    rows = [(key, _shown(shelf, key), words(f"settings.name.{key}")) for key in KEYS]
    wide = [max(cells(row[column]) for row in rows) for column in (0, 1)]
    for row in rows:
        first, second = (text + " " * (width - cells(text)) for text, width in zip(row, wide, strict=False))
        console.say(f"{first}  {second}  {row[2]}")
    console.say("", words("settings.how_to_set"))


def _shown(shelf: Shelf, key: str) -> str:
    """What may be typed again; where nothing is chosen, what that means."""
    value = stored(shelf.settings, key)
    return said(key, value, shelf.words) if value in ("", []) else _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
