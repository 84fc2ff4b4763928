"""Two versions of one file, function by function: what stands beside what.

Owns which part of one belongs to which of the other: those of the same name, in the order of the second. Refuses to
parse: a file that is being edited may be no Python at all. Lines count, and none is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BEGINS = re.compile(r"(?:async\s+)?(?:def|class)\s+(\w+)")
LEADS = re.compile(r"[@#]")
"""A comment or decorator directly above belongs to what it stands above."""


@dataclass(frozen=True)
class Part:
    """One function, class, or what stands before the first; a side that has no such part is empty."""

    name: str
    """Empty for the beginning of the file."""
    left: str
    right: str


def beside(left: str, right: str) -> list[Part]:
    """All of both: the parts of the right one in their order, each after those that only the left one has before it."""
    ours, theirs = dict(_parts(left)), dict(_parts(right))
    found: list[Part] = []
    waiting = list(ours)
    for name, source in theirs.items():
        while name in waiting and waiting[0] not in theirs:
            alone = waiting.pop(0)
            found.append(Part(alone, ours[alone], ""))
        if name in waiting:
            waiting.remove(name)
        found.append(Part(name, ours.get(name, ""), source))
    return found + [Part(name, ours[name], "") for name in waiting]


def _parts(source: str) -> Iterator[tuple[str, str]]:
    """Name and text; a name that comes again gets a number."""
    name, kept, seen = "", list[str](), dict[str, int]()
    for line in source.split("\n"):
        if begins := BEGINS.match(line):
            lead = _lead(kept)
            if text := "\n".join(kept[: len(kept) - lead]).strip("\n"):
                yield name, text
            kept = kept[len(kept) - lead :]
            seen[begins[1]] = seen.get(begins[1], 0) + 1
            name = begins[1] if seen[begins[1]] == 1 else f"{begins[1]} {seen[begins[1]]}"
        kept.append(line)
    if text := "\n".join(kept).strip("\n"):
        yield name, text


def _lead(lines: list[str]) -> int:
    count = 0
    while count < len(lines) and LEADS.match(lines[-1 - count]):
        count += 1
    return count
