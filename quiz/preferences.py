"""The settings as a person sees them: their order, which are chosen from a list, what is typed for a value.

Owns what may be typed beyond a value as it is stored: `none`, `on`, topics by their ids. Refuses to keep a value
(`Desk.configure`) and to know what a value may be (`settings`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from exercises.content import LANGUAGES, Text
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
_COMMAS = re.compile(r"[,，、;；]")


def topic_id(typed: str, topics: Mapping[str, Text]) -> str:
    """The topic with this id, or with this title in either language. Raises BadSetting."""
    wanted = typed.strip().casefold()
    for topic, title in topics.items():
        if wanted in (topic, title.en.casefold(), title.zh.casefold()):
            return topic
    raise BadSetting("unknown_topic", name=typed, known=known_topics(topics))


def known_topics(topics: Mapping[str, Text]) -> Text:
    """What may be typed for one: the short ids, or in Chinese the titles."""
    return Text(", ".join(topics), "、".join(title["zh"] for title in topics.values()))


def _topic_names(typed: str, topics: Mapping[str, Text]) -> list[str]:
    """Between commas, where a title may have spaces; else between spaces, as ids may be typed."""
    names = [name.strip() for name in _COMMAS.split(typed) if name.strip()]
    titles = {title[language].casefold() for title in topics.values() for language in LANGUAGES}
    return [part for name in names for part in ([name] if name.casefold() in titles else name.split())]


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


def understood(key: str, typed: str, topics: Mapping[str, Text], today: date) -> object:
    """What a person typed as a value for `Desk.configure`; a topic by its id or by its title. Raises BadSetting.

    A day that has passed is most often a wrong year. One that passed since it was set stays: only typing asks for it.
    """
    text = typed.strip()
    if key == "topics":
        return [] if text.lower() in NOTHING else [topic_id(name, topics) for name in _topic_names(text, topics)]
    if key == "watch":
        return read(key, FLAGS.get(text.lower(), text))
    cleared = text.lower() in NOTHING and text not in OPTIONS.get(key, ())
    value = read(key, "" if cleared else text)
    if key == "date" and value is not None and value < today:
        raise BadSetting("date_past", date=value, today=today)
    return value
