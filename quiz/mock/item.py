"""Wish and Item: what kind of interview one wants, and one thing that is asked in it.

Owns their JSON, which the log keeps: keys are added, never renamed. Refuses to choose (`compose`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_type_hints

from quiz.card_id import OPEN
from quiz.plain import value_of

Sort = Literal["open", "drill", "line", "code"]
LENGTHS = (20, 45, 60)
"""Minutes."""
LINE = "line"
CODE = "code"


@dataclass(frozen=True)
class Wish:
    """What the learner chose before it begins."""

    minutes: int = 45
    topics: tuple[str, ...] = ()
    """Empty means all."""
    code: bool = True
    """Whether a coding exercise belongs to it."""
    seed: int = 0


@dataclass(frozen=True)
class Item:
    """One question, or the coding exercise. Holds what a report counts by, so that it needs no bank."""

    kind: str
    """The drill's, `open`, or `code`."""
    topic: str
    level: int
    seconds: int
    """What is planned for it."""
    card: str = ""
    seed: int = 0
    fingerprint: str = ""
    """Of the answer key that it is marked by."""
    exercise: str = ""

    @property
    def sort(self) -> Sort:
        """Drills of all kinds are one sort, but the `line`, which takes longer."""
        if self.kind == OPEN:
            return "open"
        if self.kind == LINE:
            return "line"
        return "code" if self.kind == CODE else "drill"

    def to_json(self) -> dict[str, Any]:
        """What is not left at its default."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Item:
        """The item that `to_json` wrote. Raises TypeError or ValueError where something is missing or no such value."""
        hints = get_type_hints(cls)
        return cls(**{name: value_of(kind, body[name]) for name, kind in hints.items() if name in body})
