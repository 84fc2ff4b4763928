"""The texts of the interface in one language at a time.

Owns `words/en.toml` and `words/zh.toml`, of which only the sections that are asked for are parsed: a command needs
three of thirty, and all of them cost 7 ms. Refuses to guess: a missing key is our fault and raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from exercises.content import Language, Text

FOLDER = Path(__file__).with_suffix("")


class Words:
    """Looks texts up by `section.key`; a table with `one` and `other` is chosen from by the number `n`."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """The text with its `{names}` filled in. Raises KeyError for an unknown key or name."""
        found = _texts(self.language, key.partition(".")[0])[key]
        if isinstance(found, Mapping):
            found = found["one" if values.get("n") == 1 else "other"]
        return str(found).format(**values)


def in_both(key: str, **values: object) -> Text:
    """The text in both languages, for what is said before or after the language may change.

    A value that is a text itself stands in each in its language.
    """

    def said(language: Language) -> str:
        spoken = {name: value[language] if isinstance(value, Text) else value for name, value in values.items()}
        return Words(language)(key, **spoken)

    return Text(said("en"), said("zh"))


def fallback(text: Text, language: Language) -> str:
    """`[en] ` for a text that is there in the other language only, else nothing.

    Said once, at the head of whatever the text belongs to: a file is written throughout in the languages of its title.
    """
    return f"[{'en' if text.en else 'zh'}] " if text and not getattr(text, language) else ""


def marked(text: Text, language: Language) -> str:
    """The text, and before it which language it is in, where that is not the one asked for."""
    return fallback(text, language) + text[language]


def locale_language(environment: Mapping[str, str]) -> Language:
    """Chinese where the locale says so: the first of the three variables that is set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def _texts(language: Language, section: str) -> dict[str, Any]:
    return dict(_flat("", tomli.loads(_sections(language)[section])))


@cache
def _sections(language: Language) -> dict[str, str]:
    """The lines of each, with those of its tables. Our texts are a line each: no other line begins with a bracket."""
    sections: dict[str, str] = {}
    for table in (FOLDER / f"{language}.toml").read_text(encoding="utf-8").split("\n[")[1:]:
        name = table.partition("]")[0].partition(".")[0]
        sections[name] = f"{sections.get(name, '')}[{table}\n"
    return sections


def _flat(at: str, table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for key, value in table.items():
        path = f"{at}.{key}" if at else key
        if isinstance(value, Mapping) and value.keys() != {"one", "other"}:
            rows += _flat(path, value)
        else:
            rows.append((path, value))
    return rows
