"""What the statistics are: frozen values, each with the number of answers that it rests on.

Owns what each figure means. Refuses to count (`counted`) and to choose words (`told`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from exercises.content import Text


class Marked(NamedTuple):
    """Answers that a machine marked."""

    n: int = 0
    right: int = 0
    partial: int = 0


class Assessed(NamedTuple):
    """Answers to open questions: of each the share of key points that the learner ticked."""

    n: int = 0
    ticked: float = 0.0
    """The sum of the shares."""


class Recall(NamedTuple):
    """How often a card was remembered when it came back on a later day: the first answer of a card and day only."""

    n: int = 0
    remembered: int = 0
    """Rated better than `again`, as FSRS means it."""
    predicted: float = 0.0
    """The sum of what FSRS expected at the time."""


class Day(NamedTuple):
    """Answers of one day."""

    marked: int = 0
    assessed: int = 0


class TopicCount(NamedTuple):
    """One topic's answers."""

    topic: str
    title: Text
    marked: Marked
    assessed: Assessed


class KindTime(NamedTuple):
    """How long one kind of question takes."""

    kind: str
    n: int
    median_ms: int


class TrackCount(NamedTuple):
    """The exercises of one track."""

    track: str
    title: Text
    new: int
    started: int
    passed: int
    redone: int
    """How many times one was passed again from the blank page."""


class MockFigures(NamedTuple):
    """What came of one mock interview; machine-marked, self-assessed and the exercise each for itself."""

    day: date
    minutes: int
    machine: int
    """How many items."""
    machine_points: float
    """The sum of their scores."""
    own: int
    own_points: float
    code: str
    """The verdict on the exercise; empty where there was none."""


class MockCount(NamedTuple):
    """The mock interviews that are over."""

    n: int = 0
    seconds: float = 0.0
    last: MockFigures | None = None
    before: MockFigures | None = None
    """The one before the last."""


class Statistics(NamedTuple):
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
    mocks: MockCount = MockCount()
    interview: date | None = None
    """The day that the plan leads to, if one is ahead: then target and forecast are the plan's."""
