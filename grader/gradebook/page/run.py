"""What a page says of the run as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from exercises.content import Language
from grader.gradebook.seen import Level

if TYPE_CHECKING:
    from grader.similar import Ranking


@dataclass(frozen=True)
class Run:
    """How the rows came about, as the record's header has it."""

    salt: str
    version: str
    """Of gradlings."""
    isolation: str
    started: str
    """ISO 8601 with its time zone."""
    exercises: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """For each that was asked for `seconds` and `memory_mb`."""
    strict: bool = False


@dataclass(frozen=True)
class About:
    """Everything on the page that is not a standing."""

    run: Run
    similar: Mapping[str, Ranking] = field(default_factory=dict)
    """By exercise, where files were compared: all pairs are shown."""
    level: Level = "full"
    """How much students read."""
    language: Language = "en"
