"""What the learner has chosen: languages, interview date, minutes a day, theme, editor.

Owns what a value may be, typed by a person or read from an event. Refuses to keep it: a change is an event in the log,
and the latest one that names a setting holds. A value that is no longer understood leaves the one before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from exercises.content import LANGUAGES, Language, Text
from quiz.words import Words

MINUTES = (5, 600)
"""A day's practice, at least and at most."""
NEW_A_DAY = (0, 200)
THEMES = ("dark", "light", "ansi")
"""`ansi` takes the terminal's own sixteen colours."""
SYMBOLS = ("auto", "unicode", "ascii")
"""Which marks and frames are drawn with; `auto`: as the terminal can."""
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
"""As people type it, such as 2026-12-24, 2026/12/6 or 2026年12月6日; what does not say the year is no date."""


class BadSetting(ValueError):
    """A value that a setting cannot have; `text` says which it can."""

    def __init__(self, key: str, **values: object) -> None:
        said = (
            Words(language)(f"settings.bad.{key}", **{name: _in(language, value) for name, value in values.items()})
            for language in LANGUAGES
        )
        self.text = Text(**dict(zip(LANGUAGES, said, strict=True)))
        super().__init__(self.text.en)


@dataclass(frozen=True)
class Settings:
    """Every setting; a new learner's values are the defaults."""

    language: Language | None = None
    """Of the interface and of explanations; None: as the locale says."""
    interview: Language | None = None
    """Of prompts and options; None: the same."""
    date: date | None = None
    """Of the interview."""
    minutes: int = 40
    """A day that one means to practise."""
    new_a_day: int = 20
    """New cards a day at most."""
    topics: tuple[str, ...] = ()
    """That the plan is about; empty: all."""
    theme: str = "dark"
    symbols: str = "auto"
    editor: str = ""
    """Command; empty: as the environment says."""
    watch: bool = False
    """Whether a file that changes on disk is checked at once."""
    packs: tuple[str, ...] = ()
    """Absolute paths of folders with questions beside ours."""
    exercises: tuple[str, ...] = ()
    """The same of folders with exercises."""

    def updated(self, body: Mapping[str, Any]) -> Settings:
        """After the event with this body."""
        good = {}
        for key, value in body.items():
            if key in _READERS:
                try:
                    good[key] = _READERS[key](value)
                except (BadSetting, TypeError, ValueError):
                    continue
        return replace(self, **good)

    def written(self, *names: str) -> dict[str, Any]:
        """These settings as the body of an event."""
        return {name: _plain(getattr(self, name)) for name in names}


def read(key: str, value: object) -> Any:
    """The setting's value, from what a person typed or an event holds. Raises BadSetting."""
    try:
        return _READERS[key](value)
    except (TypeError, ValueError) as error:
        if isinstance(error, BadSetting):
            raise
        raise BadSetting(key, **_limits(key)) from error


def _in(language: Language, value: object) -> object:
    return value[language] if isinstance(value, Text) else value


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else "" if value is None else value


def _language(value: object) -> Language | None:
    for language in LANGUAGES:
        if value == language:
            return language
    if value:
        raise ValueError
    return None


def _date(value: object) -> date | None:
    if not value:
        return None
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", str(value)).strip())
    if found is None:
        raise ValueError
    return date(*map(int, found.groups()))


def _minutes(value: Any) -> int:
    return _within(int(value), MINUTES)


def _new_a_day(value: Any) -> int:
    return _within(int(value), NEW_A_DAY)


def _within(number: int, limits: tuple[int, int]) -> int:
    if not limits[0] <= number <= limits[1]:
        raise ValueError
    return number


def _theme(value: object) -> str:
    if value not in THEMES:
        raise ValueError
    return str(value)


def _symbols(value: object) -> str:
    if value not in SYMBOLS:
        raise ValueError
    return str(value)


def _flag(value: object) -> bool:
    if value not in (True, False):
        raise ValueError
    return bool(value)


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return tuple(map(str, value))


def _limits(key: str) -> dict[str, object]:
    least, most = {"minutes": MINUTES, "new_a_day": NEW_A_DAY}.get(key, (0, 0))
    return {"least": least, "most": most}


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "language": _language,
    "interview": _language,
    "date": _date,
    "minutes": _minutes,
    "new_a_day": _new_a_day,
    "topics": _names,
    "theme": _theme,
    "symbols": _symbols,
    "editor": str,
    "watch": _flag,
    "packs": _names,
    "exercises": _names,
}
