"""What the statistics are: frozen values, each with the number of answers that it rests on.

Owns what each figure means. Refuses to count (`counted`) and to choose words (`told`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from exercises.content import Text


@dataclass(frozen=True)
class Marked:
    """Answers that a machine marked."""

    n: int = 0
    right: int = 0
    partial: int = 0


@dataclass(frozen=True)
class Assessed:
    """Answers to open questions: of each the share of key points that the learner ticked."""

    n: int = 0
    ticked: float = 0.0
    """The sum of the shares."""


@dataclass(frozen=True)
class Recall:
    """How often a card was remembered when it came back on a later day: the first answer of a card and day only."""

    n: int = 0
    remembered: int = 0
    """Rated better than `again`, as FSRS means it."""
    predicted: float = 0.0
    """The sum of what FSRS expected at the time."""


@dataclass(frozen=True)
class Day:
    """Answers of one day."""

    marked: int = 0
    assessed: int = 0


@dataclass(frozen=True)
class TopicCount:
    """One topic's answers."""

    topic: str
    title: Text
    marked: Marked
    assessed: Assessed


@dataclass(frozen=True)
class KindTime:
    """How long one kind of question takes."""

    kind: str
    n: int
    median_ms: int


@dataclass(frozen=True)
class TrackCount:
    """The exercises of one track."""

    track: str
    title: Text
    new: int
    started: int
    passed: int
    redone: int
    """How many times one was passed again from the blank page."""


@dataclass(frozen=True)
class Statistics:
    """Everything, as of one moment."""

    today: date
    target: float
    """The recall that the schedule aims at."""
    marked: Marked
    assessed: Assessed
    recall: Recall
    recall_assessed: Recall
    days: Mapping[date, Day]
    overdue: int
    """Cards that should have been repeated before today."""
    ahead: tuple[int, ...]
    """Cards to repeat today, tomorrow and so on."""
    topics: tuple[TopicCount, ...]
    times: tuple[KindTime, ...]
    tracks: tuple[TrackCount, ...]
