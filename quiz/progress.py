"""What the home screen shows: frozen values, and how they are counted from the record of a learner.

Owns counting. Refuses to read files or the log; everything it needs is handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from exercises.content import ContentError, Text
from exercises.prerequisites import in_order, prerequisites

if TYPE_CHECKING:
    from exercises.listing import Listed
    from quiz.bank import Card
    from quiz.errata import Correction
    from quiz.plan.day import Plan

Screen = Literal["home", "plan", "quiz", "exercise", "milestones", "question", "stats", "mock"]
Status = Literal["new", "started", "passed"]

AFTER = "←"
"""Marks an exercise that builds on others which are not passed yet."""


class TopicProgress(NamedTuple):
    """How far one topic of the quiz is; `total` counts cards, not questions."""

    topic: str
    title: Text
    seen: int
    total: int
    due: int


class ExerciseProgress(NamedTuple):
    """One exercise in a list. `passed` stays even if a later check fails."""

    id: str
    title: Text
    level: int
    status: Status
    after: tuple[str, ...] = ()
    """What it builds on that is not passed yet; it can be started all the same."""


class TrackProgress(NamedTuple):
    """The exercises of one track, in an order in which they can be done; a pack's track is `acme:layers`."""

    track: str
    title: Text
    exercises: tuple[ExerciseProgress, ...]


@dataclass(frozen=True)
class Place:
    """Where the learner stands; what does not belong to the screen is empty."""

    screen: Screen = "home"
    card: str = ""
    seed: int = 0
    topic: str = ""
    """The topic that the quiz was narrowed to; empty means all."""
    exercise: str = ""
    mode: str = ""
    """With the next two, what is practised: see `Practice`."""
    question: str = ""
    since: int = 0


class Home(NamedTuple):
    """Everything on the home screen."""

    due: int
    new: int
    answered_today: int
    topics: tuple[TopicProgress, ...]
    tracks: tuple[TrackProgress, ...]
    place: Place
    faults: tuple[ContentError, ...]
    plan: Plan
    """Of today."""
    corrections: tuple[Correction, ...] = ()
    """Corrected answer keys that the learner has to be told of."""

    @property
    def planned(self) -> bool:
        """Whether there is anything left of it."""
        return bool(self.plan.items)


def topic_progress(
    topics: Mapping[str, Text], cards: Iterable[Card], seen: Iterable[str], due: Iterable[str]
) -> tuple[TopicProgress, ...]:
    """Cards seen, due and there at all, by topic."""
    of_topic: dict[str, set[str]] = {topic: set() for topic in topics}
    for card in cards:
        of_topic.setdefault(card.topic, set()).add(card.id)
    seen, due = set(seen), set(due)
    return tuple(
        TopicProgress(topic, topics.get(topic, Text(topic, topic)), len(ids & seen), len(ids), len(ids & due))
        for topic, ids in of_topic.items()
    )


def track_progress(
    titles: Mapping[str, Text], exercises: Iterable[Listed], status: Mapping[str, Status]
) -> tuple[TrackProgress, ...]:
    """Exercises by track; a track that `titles` does not name comes last, under its folder's name."""
    exercises = list(exercises)
    wanted = prerequisites(exercises)
    of_track: dict[str, list[ExerciseProgress]] = {track: [] for track in titles}
    for exercise in in_order(exercises):
        state = status.get(exercise.id, "new")
        after = () if state == "passed" else (name for name in wanted[exercise.id] if status.get(name) != "passed")
        row = ExerciseProgress(exercise.id, exercise.title, exercise.level, state, tuple(after))
        of_track.setdefault(exercise.id.partition("/")[0], []).append(row)
    return tuple(
        TrackProgress(track, titles.get(track, Text(track, track)), tuple(rows))
        for track, rows in of_track.items()
        if rows
    )
