"""What somebody handed in, and what came of it: the two values that intake, batch and gradebook share.

Owns their shape and the JSON line of a `Row`. Refuses to read folders (`intake`), to judge (`batch`) and to give points
for being on time (`gradebook`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from exercises.content import Text
from grader.report import Note


@dataclass(frozen=True)
class Place:
    """Where a line of the source stood before it was taken out of a notebook."""

    cell: int
    """Counted from 1, code cells only, as notebooks show them."""
    line: int


@dataclass(frozen=True)
class Submission:
    """One file of one student for one exercise."""

    student: str
    """Who, as what was handed in says: an id of the learning platform, a folder's name, a file's stem."""
    exercise: str
    file: str
    """Its path within what was handed in, as it is shown; any characters may be in it."""
    source: bytes
    name: str = ""
    """For people, where it is known."""
    attempt: int = 1
    at: datetime | None = None
    """When, with its time zone."""
    places: tuple[Place, ...] = ()
    """For every line of `source` that came from a notebook."""
    notes: tuple[Note, ...] = ()
    """What was done to it before it was judged."""
    fault: Text | None = None
    """Why there is nothing to judge: an archive that is refused, nobody's file, no file at all."""


NOT_ALLOWED = "not-allowed"
"""The note that a submission reached for what it must not have, whatever else is said of it."""


@dataclass(frozen=True)
class Row:
    """What a run says of one submission: a line of the record."""

    key: str
    """Hash of everything that the report depends on."""
    student: str
    name: str
    exercise: str
    file: str
    attempt: int
    at: str
    """ISO 8601 with its time zone; empty where it is not known."""
    report: Mapping[str, Any] = field(default_factory=dict)
    """`Report.to_json`; empty where there was nothing to judge."""
    fault: Mapping[str, str] = field(default_factory=dict)
    """`{"en", "zh"}`, why there was nothing to judge."""

    @property
    def verdict(self) -> str:
        """As in the report; `missing` where there was nothing to judge."""
        return str(self.report["verdict"]) if self.report else "missing"

    @property
    def score(self) -> float:
        """From 0 to 1, before lateness and overrides."""
        return float(self.report["score"]) if self.report else 0.0

    @property
    def tried(self) -> Text:
        """What it tried that is not allowed, as far as that was noticed; empty for nothing."""
        notes = self.report.get("notes", ())
        return next((Text(note["en"], note["zh"]) for note in notes if note["id"] == NOT_ALLOWED), Text())

    def to_json(self) -> dict[str, Any]:
        """A line of the record. Shallow: copying a report takes longer than writing it."""
        return dict(vars(self))

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> Row:
        """From a line of the record. Raises TypeError where it is none; keys of a newer version are left out."""
        return cls(**{name: line[name] for name in cls.__dataclass_fields__ if name in line})
