"""Marks, frames and bars in ASCII, for terminals whose font has no others: one table for the app and the commands.

Owns when a terminal counts as such, and what stands for what, one cell for one cell. Refuses to touch Chinese and
formulas: `≤` as `<` would be another formula, so they stay as they are whatever the terminal makes of them.
"""

from __future__ import annotations

from collections.abc import Mapping

VARIABLE = "GRADLINGS_ASCII"
POOR = ("linux", "dumb", "vt100", "vt102", "vt220", "ansi", "cons25")
"""Values of TERM."""
_MARKS = {"✓": "+", "✗": "x", "›": ">", "»": ">", "←": "<", "→": ">", "↑": "^", "↓": "v", "…": ".", "·": "-", "⌫": "<"}
_HORIZONTAL = "─━┄┅┈┉═╌╍╴╶╸╺▔"
_VERTICAL = "│┃┆┇┊┋║╎╏╵╷╹╻▎▏▊▌▐▕▍▋▉"
_LEVELS = dict(zip("▁▂▃▄▅▆▇█░▒▓", "_.:-=+*#.:%", strict=True))
_CORNERS = {chr(code): "+" for code in range(0x2500, 0x2580)}
TABLE = str.maketrans(
    {**_CORNERS, **dict.fromkeys(_HORIZONTAL, "-"), **dict.fromkeys(_VERTICAL, "|"), **_LEVELS, **_MARKS}
)


def in_ascii(text: str) -> str:
    """The same, as wide, with marks and frames in ASCII."""
    return text if text.isascii() else text.translate(TABLE)


def poor(environment: Mapping[str, str]) -> bool:
    """Whether a terminal should not be given other marks: it was asked for, its kind or its locale says so.

    No locale at all says nothing: containers have none, and their terminals know UTF-8.
    """
    asked = environment.get(VARIABLE, "")
    if asked:
        return asked != "0"
    return environment.get("TERM", "") in POOR or not utf8(locale_of(environment))


def locale_of(environment: Mapping[str, str]) -> str:
    """The locale for characters; empty where none is set."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    return next((environment[name] for name in names if environment.get(name)), "")


def utf8(locale: str) -> bool:
    """Whether it is a locale with UTF-8; one that names no characters, such as `de_DE`, may be."""
    name, _, charset = locale.partition(".")
    if name in ("C", "POSIX") and not charset:
        return False
    return not charset or charset.partition("@")[0].lower().replace("-", "") == "utf8"


def wanted(setting: str, environment: Mapping[str, str]) -> bool:
    """Whether to write ASCII: as set, else as the terminal can."""
    return poor(environment) if setting == "auto" else setting == "ascii"
