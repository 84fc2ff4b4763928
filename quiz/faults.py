"""Collects what is wrong with one question file, so that its author hears of everything at once.

Owns how a fault's key is put together. Refuses to look for faults (`check`, `check_drills`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from exercises.content import ContentError

_T = TypeVar("_T", bound=Hashable)


@dataclass(frozen=True)
class Faults:
    """The faults of one file; `at` gives the same list seen from further inside."""

    file: str
    prefix: str = ""
    found: list[ContentError] = field(default_factory=list)

    def at(self, key: str) -> Faults:
        """The same list, for what stands below this key."""
        return Faults(self.file, self._key(key), self.found)

    def add(self, key: str, problem: str, remedy: str) -> None:
        """One fault more, at this key below the prefix."""
        self.found.append(ContentError(self.file, self._key(key), problem, remedy))

    def _key(self, key: str) -> str:
        return ".".join(part for part in (self.prefix, key) if part)


def repeated(items: Iterable[_T]) -> list[_T]:
    """Whatever stands there more than once, in the order of its first place."""
    return [item for item, count in Counter(items).items() if count > 1]
