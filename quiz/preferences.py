"""The settings as a person sees them: their order, which are chosen from a list, what is typed for a value.

Owns what may be typed beyond a value as it is stored: `none`, `on`, topics by their ids. Refuses to keep a value
(`Desk.configure`) and to know what a value may be (`settings`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from exercises.content import LANGUAGES
from quiz.settings import SYMBOLS, THEMES, BadSetting, Settings, read
from quiz.words import Words

KEYS = ("language", "interview", "date", "minutes", "new_a_day", "topics", "theme", "symbols", "editor", "watch")
OPTIONS: Mapping[str, tuple[object, ...]] = {
    "language": ("", *LANGUAGES),
    "interview": ("", *LANGUAGES),
    "theme": THEMES,
    "symbols": SYMBOLS,
    "watch": (True, False),
}
"""Of settings that are chosen; `topics` are ticked, the others are typed."""
NOTHING = {"none", "auto", "-", "无"}
"""Typed for no value."""
FLAGS = {"on": True, "yes": True, "true": True, "开": True, "off": False, "no": False, "false": False, "关": False}
_APART = re.compile(r"[\s,，、]+")


def stored(settings: Settings, key: str) -> Any:
    """The value as an event and JSON hold it."""
    return settings.written(key)[key]


def said(key: str, value: object, words: Words) -> str:
    """The value in words."""
    if key in OPTIONS:
        name = {True: "on", False: "off", "": "same" if key == "interview" else "auto"}.get(value, value)
        return words(f"settings.value.{name}")
    if value in ("", []):
        return words(f"settings.empty.{key}")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def understood(key: str, typed: str, topics: Collection[str]) -> object:
    """What a person typed as a value for `Desk.configure`. Raises BadSetting."""
    text = typed.strip()
    if key == "topics":
        chosen = [] if text.lower() in NOTHING else [name for name in _APART.split(text) if name]
        if unknown := [name for name in chosen if name not in topics]:
            raise BadSetting("unknown_topic", name=unknown[0], known=", ".join(topics))
        return chosen
    if key == "watch":
        return read(key, FLAGS.get(text.lower(), text))
    cleared = text.lower() in NOTHING and text not in OPTIONS.get(key, ())
    return read(key, "" if cleared else text)
