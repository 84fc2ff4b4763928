"""Whose a folder of a Gradescope export is, as far as its `submission_metadata.yml` says so.

Owns the few keys of that one file: submitters with name, sid and email, and when it was handed in. Refuses everything
else in it (scores, results, history) and all of YAML that this file does not use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

MOST = 1 << 28
TOP = re.compile(r"""["']?:?(submission_\w+)["']?:\s*$""")
KEY = re.compile(r"""(?P<indent>\s*)(?P<dash>-\s+)?:?(?P<key>\w+):(?:\s+(?P<value>.*?))?\s*$""")
TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d{1,6})?\d*\s*(Z|UTC|[+-]\d\d:?\d\d)?")
ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
LETTERS = {"n": "\n", "t": "\t", "e": "\x1b", "0": "\0"}


@dataclass
class Handed:
    """One folder: who, and when."""

    people: list[dict[str, str]] = field(default_factory=list)
    """Name, sid and email, as far as they are given."""
    at: datetime | None = None


def read_metadata(data: bytes) -> Mapping[str, Handed]:
    """By folder. What is not understood is left out: then the folder's name says who it is."""
    found: dict[str, Handed] = {}
    current, section = Handed(), ""
    for line in data.decode("utf-8-sig", "replace").splitlines():
        if top := TOP.match(line):
            current, section = found.setdefault(top[1], Handed()), ""
            continue
        key = KEY.match(line)
        if not key:
            continue
        if len(key["indent"]) <= 2 and not key["dash"]:
            section = key["key"]
            if section == "created_at":
                current.at = _time(_scalar(key["value"] or ""))
        elif section == "submitters":
            if key["dash"] or not current.people:
                current.people.append({})
            current.people[-1][key["key"]] = _scalar(key["value"] or "")
    return found


def _scalar(value: str) -> str:
    if value.startswith("'") and value.endswith("'") and len(value) > 1:
        return value[1:-1].replace("''", "'")
    if value.startswith('"') and value.endswith('"') and len(value) > 1:
        return ESCAPE.sub(_unescaped, value[1:-1])
    return "" if value in ("~", "null") else value


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return LETTERS.get(found[4], found[4])


def _time(value: str) -> datetime | None:
    found = TIME.match(value)
    if not found:
        return None
    zone = "+00:00" if found[4] in (None, "Z", "UTC") else found[4]
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{(found[3] or '.0')[:7].ljust(7, '0')}{zone}").astimezone(
            UTC
        )
    except ValueError:
        return None
