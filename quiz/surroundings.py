"""What the app stands on here: the terminal, the files, the versions. Each finding says what to do about it.

Owns what is good enough. Refuses to print, and to measure: the widths of characters are handed in (`ruler`).
"""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from exercises.content import Text
from quiz.desk import Desk
from quiz.symbols import locale_of, poor, utf8
from quiz.words import in_both

AMBIGUOUS = ("α", "→", "─", "…", "“")
"""What East Asian fonts may draw two cells wide."""
WIDE = "中"
RULER = "".join(AMBIGUOUS[:4]) + WIDE * 2 + "|"
COLUMNS, ROWS = 80, 24
LEAST_COLUMNS, LEAST_ROWS = 60, 20
FREE = 50 << 20
"""Bytes that a log and a cache should find."""
PACKAGES = ("numpy", "textual", "fsrs")
KITTY = "TEXTUAL_DISABLE_KITTY_KEY"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    name: str
    good: bool | None
    """None where it cannot be known, or is only to be known."""
    said: Text
    remedy: Text = field(default_factory=Text)


def found(name: str, good: bool | None, variant: str = "", /, **values: object) -> Finding:
    """In words: `doctor.<name>.<variant>` says it, `doctor.<name>.<variant>_do` what to do where it is not good."""
    key = f"doctor.{name}.{variant or ('good' if good else 'bad')}"
    remedy = in_both(f"{key}_do", **values) if good is False or variant.startswith("note") else Text()
    return Finding(name, good, in_both(key, **values), remedy)


def terminal(
    environment: Mapping[str, str], size: tuple[int, int] | None, widths: Sequence[int] | None
) -> Iterator[Finding]:
    """Of the terminal; `size` is None where there is none, `widths` is None where it did not say."""
    if size is None:
        yield found("size", None, "none")
    else:
        fits = size[0] >= COLUMNS and size[1] >= ROWS
        usable = size[0] >= LEAST_COLUMNS and size[1] >= LEAST_ROWS
        variant = "good" if fits else "note" if usable else "bad"
        yield found("size", usable or False, variant, columns=size[0], rows=size[1])
    locale = locale_of(environment)
    yield found("locale", utf8(locale) if locale else None, "" if locale else "note", locale=locale)
    yield _colours(environment)
    yield found("marks", None, "ascii" if poor(environment) else "all")
    yield _width(widths)
    yield _input_method(environment)
    if "TMUX" in environment:
        yield found("tmux", None, "note", term=environment.get("TERM", ""))


def _colours(environment: Mapping[str, str]) -> Finding:
    term = environment.get("TERM", "")
    if "NO_COLOR" in environment:
        return found("colours", None, "none")
    if environment.get("COLORTERM", "") in ("truecolor", "24bit") or term.endswith("-direct"):
        return found("colours", True, "good", n="16 777 216")
    if "256" in term:
        return found("colours", True, "good", n="256")
    return found("colours", False, term=term or "-")


def _width(widths: Sequence[int] | None) -> Finding:
    if widths is None:
        return found("width", None, "note")
    *ambiguous, wide = widths
    if wide != 2:
        return found("width", False, "narrow", n=wide)
    doubled = "".join(char for char, width in zip(AMBIGUOUS, ambiguous, strict=True) if width != 1)
    return found("width", not doubled, chars=doubled)


def _input_method(environment: Mapping[str, str]) -> Finding:
    chosen = environment.get(KITTY)
    if environment.get("TERM_PROGRAM") != "iTerm.app" or "TMUX" in environment:
        return found("input_method", True, "good")
    return found("input_method", chosen != "0", "note_iterm" if chosen != "0" else "bad", variable=KITTY)


def files(desk: Desk) -> Iterator[Finding]:
    """Of the learner's files: may they be written, is there room, is the log sound."""
    for name, path in (("work", desk.paths.work), ("cache", desk.paths.cache), ("log", desk.paths.data)):
        yield found("writable", _writable(path), name=in_both(f"doctor.place.{name}"), path=path)
    free = shutil.disk_usage(_existing(desk.paths.data)).free
    yield found("room", free >= FREE, mb=free >> 20, path=desk.paths.data)
    trouble, aside = desk.history.open(), desk.history.set_aside
    if trouble:
        yield found("log", False, path=trouble.path, reason=trouble.reason)
    else:
        yield found("log", True, "note_aside" if aside else "good", path=aside or desk.paths.log)


def _existing(path: Path) -> Path:
    return next(place for place in (path, *path.parents) if place.exists())


def _writable(path: Path) -> bool:
    """Whether files can be made there; where it is not there yet, whether it can be made."""
    return os.access(_existing(path), os.W_OK | os.X_OK)


def versions() -> Finding:
    """Of Python and what matters most."""
    return found("versions", None, "all", python=platform.python_version(), packages=", ".join(map(_version, PACKAGES)))


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} -"
